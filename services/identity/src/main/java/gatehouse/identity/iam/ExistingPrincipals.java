package gatehouse.identity.iam;

import gatehouse.policy.AccountId;
import gatehouse.policy.Arn;
import gatehouse.ports.Principals;
import gatehouse.store.Key;
import gatehouse.store.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Knows which principals exist: the accounts of this server, their users and roles. Of sessions the role or the
/// account must exist, as nobody keeps a list of sessions.
public final class ExistingPrincipals implements Principals {
    @Override
    public boolean exists(View view, String principal) {
        return principal.equals("*") || lastingName(view, principal) != null;
    }

    @Override
    public @Nullable String lastingName(View view, String principal) {
        boolean isName;
        if (AccountId.isValid(principal)) {
            isName = account(view, principal);
        } else if (principal.startsWith(UniqueId.USER.prefix())) {
            isName = view.has(IamTables.USERS, IamTables.USERS_BY_ID, IamTables.uniqueId(principal));
        } else if (principal.startsWith(UniqueId.ROLE.prefix())) {
            isName = view.has(IamTables.ROLES, IamTables.ROLES_BY_ID, IamTables.uniqueId(principal));
        } else {
            Arn arn = Arn.parse(principal).orElse(null);
            return arn == null ? null : lastingName(view, arn);
        }
        return isName ? principal : null;
    }

    @Override
    public @Nullable String arn(View view, String uniqueId) {
        Key id = IamTables.uniqueId(uniqueId);
        if (uniqueId.startsWith(UniqueId.USER.prefix())) {
            List<User> users = view.scan(IamTables.USERS, IamTables.USERS_BY_ID, id, null, 1)
                    .items();
            return users.isEmpty() ? null : users.getFirst().arn();
        }
        if (uniqueId.startsWith(UniqueId.ROLE.prefix())) {
            List<Role> roles = view.scan(IamTables.ROLES, IamTables.ROLES_BY_ID, id, null, 1)
                    .items();
            return roles.isEmpty() ? null : roles.getFirst().arn();
        }
        return null;
    }

    private static @Nullable String lastingName(View view, Arn arn) {
        if (!arn.partition().equals("aws") || !arn.region().isEmpty() || !account(view, arn.account())) {
            return null;
        }
        return switch (arn.service()) {
            case "iam" -> arn.resource().equals("root") ? arn.account() : entity(view, arn);
            case "sts" -> session(view, arn) ? arn.toString() : null;
            default -> null;
        };
    }

    private static @Nullable String entity(View view, Arn arn) {
        String resource = arn.resource();
        Key key = IamTables.named(arn.account(), resource.substring(resource.lastIndexOf('/') + 1));
        if (resource.startsWith("user/")) {
            User user = view.get(IamTables.USERS, key);
            return user != null && user.arn().equals(arn.toString()) ? user.userId() : null;
        }
        if (resource.startsWith("role/")) {
            Role role = view.get(IamTables.ROLES, key);
            return role != null && role.arn().equals(arn.toString()) ? role.roleId() : null;
        }
        return null;
    }

    private static boolean session(View view, Arn arn) {
        String[] parts = arn.resource().split("/", 3);
        return switch (parts[0]) {
            case "assumed-role" ->
                parts.length == 3 && view.get(IamTables.ROLES, IamTables.named(arn.account(), parts[1])) != null;
            case "federated-user" -> parts.length == 2;
            default -> false;
        };
    }

    private static boolean account(View view, String id) {
        return view.get(IamTables.ACCOUNTS, IamTables.account(id)) != null;
    }
}
