package gatehouse.policy.spec;

import gatehouse.policy.Principal;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.PrincipalElement;
import gatehouse.policy.document.PrincipalElement.Entry;
import gatehouse.policy.document.PrincipalElement.Kind;
import gatehouse.policy.document.Sense;
import gatehouse.policy.document.Statement;
import java.util.ArrayList;
import java.util.List;

/// Whom Principal and NotPrincipal name. A caller is a chain of links: its account, its user or role, its session.
final class SlowPrincipal {
    /// A link, the names that an `AWS` entry may give it, and what naming it means.
    record Link(Grant grant, List<String> names) {}

    /// How far a grant to a link goes.
    enum Grant {
        TO_NO_ONE,
        TO_ACCOUNT,
        TO_ROLE,
        TO_CALLER
    }

    private SlowPrincipal() {}

    static Truth applies(Statement statement, Principal caller, boolean bounded) {
        PrincipalElement element = statement.principal();
        if (element == null) {
            return Truth.TRUE;
        }
        Truth canonical = Truth.any(
                element.entries(), entry -> entry.kind() == Kind.CANONICAL_USER ? Truth.UNKNOWN : Truth.FALSE);
        Truth anyListed = Truth.any(links(caller), link -> Truth.of(lists(element, caller, link)));
        if (element.sense() == Sense.ONLY) {
            return Truth.any(List.of(canonical, anyListed), truth -> truth);
        }
        if (statement.effect() == Effect.ALLOW) {
            return Truth.any(List.of(canonical, anyListed), truth -> truth).not();
        }
        return bounded
                ? Truth.TRUE
                : Truth.all(links(caller), link -> Truth.of(lists(element, caller, link)))
                        .not();
    }

    /// The furthest grant that an Allow statement's Principal gives.
    static Grant grant(Statement statement, Principal caller) {
        PrincipalElement element = statement.principal();
        if (element == null) {
            return Grant.TO_NO_ONE;
        }
        if (element.sense() == Sense.ALL_EXCEPT) {
            return Grant.TO_CALLER;
        }
        Grant furthest = Grant.TO_NO_ONE;
        for (Link link : links(caller)) {
            Grant grant = listsEveryone(element) ? Grant.TO_CALLER : link.grant();
            if (lists(element, caller, link) && grant.compareTo(furthest) > 0) {
                furthest = grant;
            }
        }
        return furthest;
    }

    private static boolean listsEveryone(PrincipalElement element) {
        return element.entries().stream()
                .anyMatch(entry -> entry.kind() == Kind.EVERYONE || entry.equals(new Entry(Kind.AWS, "*")));
    }

    private static boolean lists(PrincipalElement element, Principal caller, Link link) {
        Kind kind = kind(caller);
        return listsEveryone(element)
                || element.entries().stream()
                        .anyMatch(entry -> entry.kind() == kind && link.names().contains(entry.value()));
    }

    private static Kind kind(Principal caller) {
        return switch (caller) {
            case Principal.Root root -> Kind.AWS;
            case Principal.User user -> Kind.AWS;
            case Principal.Session session -> Kind.AWS;
            case Principal.FederatedUser user -> Kind.AWS;
            case Principal.Federated provider -> Kind.FEDERATED;
            case Principal.Service service -> Kind.SERVICE;
            case Principal.Anonymous anonymous -> Kind.EVERYONE;
        };
    }

    private static List<Link> links(Principal caller) {
        List<Link> links = new ArrayList<>();
        if (!caller.account().isEmpty()) {
            Grant grant = caller instanceof Principal.Root ? Grant.TO_CALLER : Grant.TO_ACCOUNT;
            links.add(new Link(grant, List.of(caller.account(), "arn:aws:iam::" + caller.account() + ":root")));
        }
        switch (caller) {
            case Principal.Root root -> {}
            case Principal.User user -> links.add(new Link(Grant.TO_CALLER, List.of(user.arn(), user.userId())));
            case Principal.Session session -> {
                links.add(new Link(Grant.TO_ROLE, List.of(session.roleArn(), session.roleId())));
                links.add(new Link(Grant.TO_CALLER, List.of(session.arn())));
            }
            case Principal.FederatedUser user -> {
                links.add(new Link(Grant.TO_ROLE, List.of(user.userArn(), user.userId())));
                links.add(new Link(Grant.TO_CALLER, List.of(user.arn())));
            }
            case Principal.Federated provider -> links.add(new Link(Grant.TO_CALLER, List.of(provider.arn())));
            case Principal.Service service -> links.add(new Link(Grant.TO_CALLER, List.of(service.arn())));
            case Principal.Anonymous anonymous -> links.add(new Link(Grant.TO_CALLER, List.of()));
        }
        return links;
    }
}
