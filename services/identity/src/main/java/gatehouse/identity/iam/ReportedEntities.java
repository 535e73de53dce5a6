package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The users and roles of a report that may use a service, who did so last first.
public record ReportedEntities(String jobId, String service, List<ReportedEntity> entities) {
    /// `lastUse` is null for who never used it.
    public record ReportedEntity(
            boolean role,
            String arn,
            String name,
            String id,
            String path,
            @Nullable Instant lastUse) {
        static ReportedEntity of(PolicyHolder<?> holder) {
            return switch (holder) {
                case User user -> new ReportedEntity(false, user.arn(), user.name(), user.userId(), user.path(), null);
                case Role role -> new ReportedEntity(true, role.arn(), role.name(), role.roleId(), role.path(), null);
                case Group _ -> throw new IllegalArgumentException("a group makes no calls");
            };
        }

        ReportedEntity lastUsing(@Nullable Instant time) {
            return new ReportedEntity(role, arn, name, id, path, time);
        }
    }
}
