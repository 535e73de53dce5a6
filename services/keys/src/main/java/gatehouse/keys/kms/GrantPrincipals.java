package gatehouse.keys.kms;

import gatehouse.keys.kms.GrantPrincipal.Form;
import gatehouse.policy.AccountId;
import gatehouse.policy.Principal;
import gatehouse.ports.Principals;
import gatehouse.store.View;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads and shows the principals that grants name: accounts, users, roles, their sessions, federated
/// users, services.
final class GrantPrincipals {
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.amazonaws\\.com");

    private final Principals principals;

    GrantPrincipals(Principals principals) {
        this.principals = principals;
    }

    static boolean isService(String name) {
        return SERVICE.matcher(name).matches();
    }

    /// The name of a principal as AWS shows it: an account by its root user's ARN.
    static String shown(String text) {
        return AccountId.isValid(text) ? root(text) : text;
    }

    static String root(String account) {
        return "arn:aws:iam::" + account + ":root";
    }

    /// The principal that a request names.
    ///
    /// @throws gatehouse.wire.shape.ServiceException InvalidArnException where it does not exist
    GrantPrincipal principal(View view, String text) {
        if (isService(text)) {
            return GrantPrincipal.service(Form.PRINCIPAL, text);
        }
        // `*` is nobody in particular.
        String lastingName = text.equals("*") ? null : principals.lastingName(view, text);
        if (lastingName == null) {
            throw GrantErrors.invalidPrincipal(text);
        }
        return new GrantPrincipal(Form.PRINCIPAL, shown(text), lastingName);
    }

    /// The lasting name that a listing is asked for; a principal that is gone may be asked for by its
    /// unique id.
    String sought(View view, String text) {
        String lastingName = principals.lastingName(view, text);
        return lastingName == null ? text : lastingName;
    }

    /// The name by which a listing shows a principal: of one whose ARN is not its own any more, the unique
    /// id.
    String shown(View view, GrantPrincipal principal) {
        boolean stands =
                principal.isService() || principal.lastingName().equals(principals.lastingName(view, principal.text()));
        return stands ? principal.text() : principal.lastingName();
    }

    /// The lasting names by which a caller is recognised, the closest first.
    static List<String> namesOf(Principal caller) {
        return switch (caller) {
            case Principal.Root root -> List.of(root.account());
            case Principal.User user -> List.of(user.userId(), user.account());
            case Principal.Session session -> List.of(session.arn(), session.roleId(), session.account());
            case Principal.FederatedUser user -> List.of(user.arn(), user.account());
            case Principal.Service service -> List.of(service.arn());
            case Principal.Federated _, Principal.Anonymous _ -> List.of();
        };
    }

    /// A Principal element of a policy that names them.
    static String element(List<@Nullable GrantPrincipal> named, List<String> accounts) {
        StringBuilder aws = new StringBuilder();
        StringBuilder services = new StringBuilder();
        for (GrantPrincipal each : named) {
            if (each != null) {
                add(each.isService() ? services : aws, each.lastingName());
            }
        }
        accounts.forEach(account -> add(aws, account));
        StringBuilder element = new StringBuilder();
        if (!aws.isEmpty()) {
            element.append("\"AWS\":[").append(aws).append(']');
        }
        if (!services.isEmpty()) {
            element.append(element.isEmpty() ? "" : ",")
                    .append("\"Service\":[")
                    .append(services)
                    .append(']');
        }
        return "{" + element + "}";
    }

    /// Names that exist have no character that JSON would escape; the model's pattern keeps them out of all
    /// others.
    private static void add(StringBuilder list, String name) {
        list.append(list.isEmpty() ? "" : ",").append('"').append(name).append('"');
    }
}
