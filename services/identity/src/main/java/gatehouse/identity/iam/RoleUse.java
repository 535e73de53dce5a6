package gatehouse.identity.iam;

import gatehouse.model.iam.RoleLastUsed;
import gatehouse.store.View;
import java.time.Instant;

/// When, and in which region, a session of a role last made a call.
public record RoleUse(String roleId, Instant lastUsed, String region) {
    /// The role's last use as answers show it: empty where there was none.
    static RoleLastUsed lastUsed(View view, Role role) {
        RoleUse use = view.get(IamTables.ROLE_USES, IamTables.uniqueId(role.roleId()));
        return use == null
                ? RoleLastUsed.builder().build()
                : RoleLastUsed.builder()
                        .lastUsedDate(use.lastUsed())
                        .region(use.region())
                        .build();
    }
}
