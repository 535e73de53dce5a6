package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report of what a user, group, role, policy or entity of an organization was last used for: a job until it is
/// completed.
///
/// `ownerId` is the unique id of who asked for it, and alone may read it; `actions` tells whether single actions were
/// asked for; `historyEnd` is how far the event history went at that time. `failure` says why there is no report.
/// `organization` is null unless the report is on an organization's entity: the uses in it have the paths of accounts
/// in place of ARNs.
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
        List<ReportedService> services,
        @Nullable OfOrganization organization) {

    /// The path of the entity, and the service control policy that the report is limited to.
    public record OfOrganization(String path, @Nullable String policyId) {
        String organizationId() {
            return path.substring(0, path.indexOf('/'));
        }

        String entityId() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /// The entity as Organizations' ARNs end.
        String entityResource() {
            String id = entityId();
            String type = id.startsWith("r-") ? "root" : id.startsWith("ou-") ? "ou" : "account";
            return type + "/" + organizationId() + "/" + id;
        }
    }

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

    /// A report that is to be made, of services only; whoever calls owns it.
    static AccessReport begun(String jobId, Call call, String arn, long historyEnd) {
        return new AccessReport(
                jobId,
                call.account(),
                ownerId(call),
                arn,
                false,
                call.now().truncatedTo(ChronoUnit.SECONDS),
                historyEnd,
                null,
                null,
                List.of(),
                null);
    }

    /// The unique id of the caller: that of the role for its sessions.
    static String ownerId(Call call) {
        String id = call.caller().userId();
        int session = id.indexOf(':');
        return session < 0 ? id : id.substring(0, session);
    }

    AccessReport withActions() {
        return new AccessReport(
                jobId, account, ownerId, arn, true, created, historyEnd, completed, failure, services, organization);
    }

    AccessReport with(OfOrganization subject) {
        return new AccessReport(
                jobId, account, ownerId, arn, actions, created, historyEnd, completed, failure, services, subject);
    }

    AccessReport completed(Instant now, List<ReportedService> found) {
        return new AccessReport(
                jobId, account, ownerId, arn, actions, created, historyEnd, now, null, found, organization);
    }

    AccessReport failed(Instant now, Failure why) {
        return new AccessReport(
                jobId, account, ownerId, arn, actions, created, historyEnd, now, why, List.of(), organization);
    }
}
