package gatehouse.identity.iam;

import gatehouse.policy.AccountId;
import gatehouse.policy.Arn;
import gatehouse.ports.Principals;
import gatehouse.store.Key;
import gatehouse.store.View;

/// Knows which principals exist: the accounts of this server, their users and roles. Of sessions the role or the
/// account must exist, as nobody keeps a list of sessions.
public final class ExistingPrincipals implements Principals {
    @Override
    public boolean exists(View view, String principal) {
        if (principal.equals("*")) {
            return true;
        }
        if (AccountId.isValid(principal)) {
            return account(view, principal);
        }
        if (principal.startsWith(UniqueId.USER.prefix())) {
            return !view.scan(IamTables.USERS, IamTables.USERS_BY_ID, IamTables.uniqueId(principal), null, 1)
                    .items()
                    .isEmpty();
        }
        if (principal.startsWith(UniqueId.ROLE.prefix())) {
            return !view.scan(IamTables.ROLES, IamTables.ROLES_BY_ID, IamTables.uniqueId(principal), null, 1)
                    .items()
                    .isEmpty();
        }
        return Arn.parse(principal).filter(arn -> exists(view, arn)).isPresent();
    }

    private static boolean exists(View view, Arn arn) {
        if (!arn.partition().equals("aws") || !arn.region().isEmpty() || !account(view, arn.account())) {
            return false;
        }
        return switch (arn.service()) {
            case "iam" -> arn.resource().equals("root") || entity(view, arn);
            case "sts" -> session(view, arn);
            default -> false;
        };
    }

    private static boolean entity(View view, Arn arn) {
        String resource = arn.resource();
        Key key = IamTables.named(arn.account(), resource.substring(resource.lastIndexOf('/') + 1));
        if (resource.startsWith("user/")) {
            User user = view.get(IamTables.USERS, key);
            return user != null && user.arn().equals(arn.toString());
        }
        if (resource.startsWith("role/")) {
            Role role = view.get(IamTables.ROLES, key);
            return role != null && role.arn().equals(arn.toString());
        }
        return false;
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
