package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report of what a user, group, role or policy was last used for: a job until it is completed.
///
/// `ownerId` is the unique id of who asked for it, and alone may read it; `actions` tells whether single actions were
/// asked for; `historyEnd` is how far the event history went at that time. `failure` says why there is no report.
public record AccessReport(
        String jobId,
        String account,
        String ownerId,
        String arn,
        boolean actions,
        Instant created,
        long historyEnd,
        @Nullable Instant completed,
        @Nullable Failure failure,
        List<ReportedService> services) {

    public record Failure(String code, String message) {}

    /// A service that may be used, and its last use, null where there was none.
    public record ReportedService(
            String namespace,
            String name,
            int entities,
            @Nullable ReportedUse latest,
            List<ReportedAction> actions) {}

    /// An action that was used.
    public record ReportedAction(String name, ReportedUse latest) {}

    /// By whom, when and where something was used.
    public record ReportedUse(String arn, Instant time, String region) {
        ReportedUse orLater(ReportedUse other) {
            return other.time.isAfter(time) ? other : this;
        }
    }

    AccessReport completed(Instant now, List<ReportedService> found) {
        return new AccessReport(jobId, account, ownerId, arn, actions, created, historyEnd, now, null, found);
    }

    AccessReport failed(Instant now, Failure why) {
        return new AccessReport(jobId, account, ownerId, arn, actions, created, historyEnd, now, why, List.of());
    }
}
