package gatehouse.identity.iam;

import gatehouse.ports.LinkedRoleUses.Use;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The deletion of a role that is linked to `service` (its principal). It runs until `finished`, and has failed where
/// there are `uses`.
public record LinkedRoleDeletion(
        String account,
        String taskId,
        String service,
        String roleName,
        String roleId,
        @Nullable Instant finished,
        List<Use> uses) {
    private static final Pattern TASK_ID = Pattern.compile(
            "task/aws-service-role/([\\w+=,.@-]+)/([\\w+=,.@-]+)/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static LinkedRoleDeletion of(Role role, String uuid) {
        return new LinkedRoleDeletion(
                role.account(),
                "task" + role.path() + role.name() + "/" + uuid,
                role.path()
                        .substring(
                                Role.SERVICE_LINKED_PATH.length(), role.path().length() - 1),
                role.name(),
                role.roleId(),
                null,
                List.of());
    }

    /// Whose deletion a task of that id is; null where it is no task's id.
    static @Nullable Target target(String taskId) {
        Matcher matcher = TASK_ID.matcher(taskId);
        return matcher.matches() ? new Target(matcher.group(1), matcher.group(2)) : null;
    }

    LinkedRoleDeletion finishedAt(Instant now, List<Use> usesNow) {
        return new LinkedRoleDeletion(account, taskId, service, roleName, roleId, now, usesNow);
    }

    /// A service's principal, and the name of its role.
    record Target(String service, String roleName) {}
}
