package gatehouse.policy.compiled;

import gatehouse.policy.AccountId;
import gatehouse.policy.Principal;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.PrincipalElement;
import gatehouse.policy.document.PrincipalElement.Entry;
import gatehouse.policy.document.Sense;
import java.util.HashSet;
import java.util.Set;

/// Principal or NotPrincipal.
///
/// NotPrincipal spares a caller from a Deny only where its whole chain is listed: the account, then the
/// user, or the role or federating user and the session; and it spares nobody who has a permissions
/// boundary. In an Allow, which AWS advises against, it leaves out a caller of whom any link is listed.
/// A canonical user id cannot be held against a caller here, so it is not understood.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html and
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
final class PrincipalMatcher {
    private static final String ROOT_BEFORE = "arn:aws:iam::";
    private static final String ROOT_BEHIND = ":root";

    private final boolean except;
    private final Effect effect;
    private final boolean everyone;
    private final boolean unknown;
    private final Set<String> accounts;
    private final Set<String> names;
    private final Set<String> services;
    private final Set<String> providers;

    PrincipalMatcher(PrincipalElement element, Effect effect) {
        except = element.sense() == Sense.ALL_EXCEPT;
        this.effect = effect;
        boolean any = false;
        boolean canonical = false;
        Set<String> accountIds = new HashSet<>();
        Set<String> identities = new HashSet<>();
        Set<String> serviceNames = new HashSet<>();
        Set<String> providerNames = new HashSet<>();
        for (Entry entry : element.entries()) {
            String value = entry.value();
            switch (entry.kind()) {
                case EVERYONE -> any = true;
                case AWS -> {
                    any |= value.equals("*");
                    String account = account(value);
                    (account.isEmpty() ? identities : accountIds).add(account.isEmpty() ? value : account);
                }
                case SERVICE -> serviceNames.add(value);
                case FEDERATED -> providerNames.add(value);
                case CANONICAL_USER -> canonical = true;
            }
        }
        everyone = any;
        unknown = canonical;
        accounts = Set.copyOf(accountIds);
        names = Set.copyOf(identities);
        services = Set.copyOf(serviceNames);
        providers = Set.copyOf(providerNames);
    }

    /// The account that an account id or a root user's ARN names; empty for others.
    private static String account(String value) {
        String account = value.startsWith(ROOT_BEFORE) && value.endsWith(ROOT_BEHIND)
                ? value.substring(ROOT_BEFORE.length(), value.length() - ROOT_BEHIND.length())
                : value;
        return AccountId.isValid(account) ? account : "";
    }

    Reach reach(Question question) {
        Principal caller = question.principal();
        if (except) {
            boolean spared = effect == Effect.DENY
                    ? listsAll(caller) && !question.bounded()
                    : unknown || listed(caller) != Reach.NONE;
            return spared ? Reach.NONE : Reach.DIRECT;
        }
        return unknown && effect == Effect.DENY ? Reach.DIRECT : listed(caller);
    }

    private Reach listed(Principal caller) {
        if (everyone) {
            return Reach.DIRECT;
        }
        return switch (caller) {
            case Principal.Root root -> accounts.contains(root.account()) ? Reach.DIRECT : Reach.NONE;
            case Principal.User user -> named(user.arn(), user.userId()) ? Reach.DIRECT : delegated(user);
            case Principal.Session session -> {
                if (names.contains(session.arn())) {
                    yield Reach.DIRECT;
                }
                yield named(session.roleArn(), session.roleId()) ? Reach.ROLE : delegated(session);
            }
            case Principal.FederatedUser user -> {
                if (names.contains(user.arn())) {
                    yield Reach.DIRECT;
                }
                yield named(user.userArn(), user.userId()) ? Reach.ROLE : delegated(user);
            }
            case Principal.Federated provider -> providers.contains(provider.arn()) ? Reach.DIRECT : Reach.NONE;
            case Principal.Service service -> services.contains(service.arn()) ? Reach.DIRECT : Reach.NONE;
            case Principal.Anonymous anonymous -> Reach.NONE;
        };
    }

    private boolean listsAll(Principal caller) {
        if (everyone) {
            return true;
        }
        return switch (caller) {
            case Principal.Root root -> accounts.contains(root.account());
            case Principal.User user -> accounts.contains(user.account()) && named(user.arn(), user.userId());
            case Principal.Session session ->
                accounts.contains(session.account())
                        && named(session.roleArn(), session.roleId())
                        && names.contains(session.arn());
            case Principal.FederatedUser user ->
                accounts.contains(user.account()) && named(user.userArn(), user.userId()) && names.contains(user.arn());
            case Principal.Federated provider -> providers.contains(provider.arn());
            case Principal.Service service -> services.contains(service.arn());
            case Principal.Anonymous anonymous -> false;
        };
    }

    private boolean named(String arn, String id) {
        return names.contains(arn) || names.contains(id);
    }

    private Reach delegated(Principal caller) {
        return accounts.contains(caller.account()) ? Reach.ACCOUNT : Reach.NONE;
    }
}
