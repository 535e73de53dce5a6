package gatehouse.audit.cloudtrail;

import gatehouse.gateway.Service;
import gatehouse.model.cloudtrail.CloudTrail;
import gatehouse.store.log.EventLog;
import gatehouse.wire.constraint.ConstraintProfile;

/// The operations of CloudTrail that are built.
public final class CloudTrailService {
    private final EventHistory history;

    public CloudTrailService(EventLog log) {
        this.history = new EventHistory(log);
    }

    public Service service() {
        return Service.of(CloudTrail.MODEL, "cloudtrail", ConstraintProfile.JSON)
                .on(CloudTrail.LOOKUP_EVENTS, history::lookupEvents)
                .build();
    }
}
