package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.ListPoliciesGrantingServiceAccessEntry;
import gatehouse.model.iam.ListPoliciesGrantingServiceAccessRequest;
import gatehouse.model.iam.ListPoliciesGrantingServiceAccessResponse;
import gatehouse.model.iam.PolicyGrantingServiceAccess;
import gatehouse.model.iam.PolicyOwnerEntityType;
import gatehouse.model.iam.PolicyType;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.Patterns;
import gatehouse.policy.document.Sense;
import gatehouse.policy.document.Statement;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which policies of a user (with those of its groups), a group or a role allow anything of a service: those with a
/// statement that allows an action of it. Resources, conditions and denials are not looked at.
final class ServiceAccess {
    private final PolicyCatalogue catalogue;
    private final SimulatedPrincipals principals;

    ServiceAccess(IamParts parts) {
        this.catalogue = parts.catalogue();
        this.principals = new SimulatedPrincipals(catalogue);
    }

    Plan<ListPoliciesGrantingServiceAccessResponse> list(Call call, ListPoliciesGrantingServiceAccessRequest in) {
        List<String> namespaces = requireNonNull(in.serviceNamespaces());
        SimulatedPrincipals.Source source = principals.source(call, requireNonNull(in.arn()));
        return Plan.require(source.requirement()).commit(tx -> {
            List<Granting> policies = policies(tx, source);
            Slice<String> page = Paging.of(in.marker(), null).list(namespaces);
            return ListPoliciesGrantingServiceAccessResponse.builder()
                    .policiesGrantingServiceAccess(page.map(namespace -> entry(namespace, policies)))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    private static ListPoliciesGrantingServiceAccessEntry entry(String namespace, List<Granting> policies) {
        return ListPoliciesGrantingServiceAccessEntry.builder()
                .serviceNamespace(namespace)
                .policies(policies.stream()
                        .filter(policy -> policy.grants(namespace))
                        .map(Granting::shown)
                        .toList())
                .build();
    }

    /// A managed policy is there once, whoever has it.
    private List<Granting> policies(Transaction tx, SimulatedPrincipals.Source source) {
        List<Granting> all = new ArrayList<>();
        Map<String, Granting> managed = new LinkedHashMap<>();
        for (PolicyHolder<?> holder : source.holders(tx)) {
            holder.inlinePolicies().forEach((name, document) -> all.add(Granting.inline(holder, name, document)));
            holder.attachedPolicies().forEach(arn -> managed.computeIfAbsent(arn, _ -> managed(tx, arn)));
        }
        all.addAll(managed.values());
        return all;
    }

    private Granting managed(View view, String arn) {
        ManagedPolicy policy = catalogue.find(view, arn);
        if (policy == null) {
            throw IamErrors.noSuchPolicy(arn);
        }
        return Granting.of(
                policy.defaultDocument(),
                PolicyGrantingServiceAccess.builder()
                        .policyName(policy.name())
                        .policyType(PolicyType.MANAGED)
                        .policyArn(arn)
                        .build());
    }

    /// A policy as it is shown, and what its statements that allow something say of actions.
    private record Granting(PolicyGrantingServiceAccess shown, List<Patterns> actions) {
        static Granting of(String document, PolicyGrantingServiceAccess shown) {
            List<Patterns> allowed = Documents.parse(document, PolicyKind.IDENTITY).document().statements().stream()
                    .filter(statement -> statement.effect() == Effect.ALLOW)
                    .map(Statement::actions)
                    .toList();
            return new Granting(shown, allowed);
        }

        static Granting inline(PolicyHolder<?> holder, String name, String document) {
            PolicyOwnerEntityType type = switch (holder) {
                case User _ -> PolicyOwnerEntityType.USER;
                case Group _ -> PolicyOwnerEntityType.GROUP;
                case Role _ -> PolicyOwnerEntityType.ROLE;
            };
            return of(
                    document,
                    PolicyGrantingServiceAccess.builder()
                            .policyName(name)
                            .policyType(PolicyType.INLINE)
                            .entityType(type)
                            .entityName(holder.name())
                            .build());
        }

        boolean grants(String namespace) {
            return actions.stream().anyMatch(each -> allows(each, namespace.toLowerCase(Locale.ROOT) + ":"));
        }

        /// Action allows what it names of the service, NotAction all of the service that it does not name whole.
        private static boolean allows(Patterns actions, String prefix) {
            return actions.sense() == Sense.ONLY
                    ? actions.values().stream().anyMatch(value -> isAny(value) || startsWith(value, prefix))
                    : actions.values().stream()
                            .noneMatch(value -> value.equals("*")
                                    || value.equals("*:*")
                                    || value.toLowerCase(Locale.ROOT).equals(prefix + "*"));
        }

        private static boolean isAny(String action) {
            return action.equals("*") || action.startsWith("*:");
        }

        private static boolean startsWith(String action, String prefix) {
            return action.toLowerCase(Locale.ROOT).startsWith(prefix);
        }
    }
}
