package gatehouse.policy.spec;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedGrant;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.Principal;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.PolicyDocument;
import gatehouse.policy.document.Statement;
import gatehouse.policy.spec.SlowPrincipal.Grant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The decision by
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html.
final class SlowEvaluator {
    /// Who denies and whether explicitly; an allowed request has no denial.
    record Denial(PolicyType by, boolean explicit) {}

    /// A group of policies of one type, of which one must allow if they are a limit.
    private record Layer(PolicyType type, List<AttachedPolicy> policies) {}

    private final AccessRequest request;
    private final PolicySet set;
    private final Principal caller;

    SlowEvaluator(AccessRequest request, PolicySet set) {
        this.request = request;
        this.set = set;
        caller = request.principal();
    }

    Optional<Denial> denial() {
        List<Layer> outer = outerLimits();
        List<Layer> resource = layer(resourceType(), set.resource());
        List<Layer> identity = List.of(new Layer(PolicyType.IDENTITY, set.identity()));
        List<Layer> inner = new ArrayList<>(layer(PolicyType.BOUNDARY, set.boundary()));
        if (set.session() != null) {
            inner.add(new Layer(PolicyType.SESSION, set.session()));
        }
        return explicit(outer)
                .or(() -> explicit(resource))
                .or(() -> explicit(identity))
                .or(() -> explicit(inner))
                .or(() -> implicit(outer))
                .or(() -> granted(identity, inner));
    }

    /// The resource's policy, or any grant that reaches the caller; the denial is the last one's.
    private Optional<Denial> granted(List<Layer> identity, List<Layer> inner) {
        boolean sameAccount = caller.account().equals(request.resourceAccount());
        List<Optional<Denial>> denials = new ArrayList<>();
        denials.add(granted(grant(set.resource()), sameAccount, identity, inner));
        for (AttachedGrant each : set.grants()) {
            Grant grant = grant(each.policy());
            if (grant != Grant.TO_NO_ONE) {
                boolean ownGrant = caller.account().equals(each.issuer());
                denials.add(granted(grant, sameAccount || ownGrant, identity, inner));
            }
        }
        return denials.stream().filter(Optional::isEmpty).findFirst().orElse(denials.getLast());
    }

    /// The table of the section on resource-based policies, and the page on cross-account evaluation: the caller's
    /// account must consent, by being the resource's or otherwise.
    private Optional<Denial> granted(Grant grant, boolean consents, List<Layer> identity, List<Layer> inner) {
        boolean known = !caller.account().isEmpty();
        boolean sameAccount = known && consents;
        boolean resourceDecides = set.role() != ResourcePolicyRole.EITHER || !sameAccount;
        if (!known && grant != Grant.TO_CALLER) {
            return Optional.of(new Denial(resourceType(), false));
        }
        if (resourceDecides && grant == Grant.TO_NO_ONE) {
            return Optional.of(new Denial(resourceType(), false));
        }
        boolean byItself = grant == Grant.TO_CALLER && (sameAccount || !known);
        boolean identityNeeded =
                !byItself && !(grant == Grant.TO_ROLE && sameAccount) && !(caller instanceof Principal.Root);
        Optional<Denial> denial = identityNeeded ? implicit(identity) : Optional.empty();
        return byItself ? Optional.empty() : denial.or(() -> implicit(inner));
    }

    private Grant grant(@Nullable AttachedPolicy resource) {
        if (resource == null) {
            return Grant.TO_NO_ONE;
        }
        return statements(resource, Effect.ALLOW).stream()
                .map(statement -> SlowPrincipal.grant(statement, caller))
                .max(Comparator.naturalOrder())
                .orElse(Grant.TO_NO_ONE);
    }

    private List<Layer> outerLimits() {
        boolean serviceLinked = caller instanceof Principal.Session session
                && session.roleArn().matches("arn:[^:]*:iam::[0-9]*:role/aws-service-role/.*");
        List<Layer> limits = new ArrayList<>();
        if (!serviceLinked) {
            set.resourceControl().forEach(level -> limits.add(new Layer(PolicyType.RESOURCE_CONTROL, level)));
            if (!caller.account().isEmpty()) {
                set.serviceControl().forEach(level -> limits.add(new Layer(PolicyType.SERVICE_CONTROL, level)));
            }
        }
        limits.addAll(layer(PolicyType.ENDPOINT, set.endpoint()));
        return limits;
    }

    private PolicyType resourceType() {
        return set.role() == ResourcePolicyRole.TRUST ? PolicyType.TRUST : PolicyType.RESOURCE;
    }

    private static List<Layer> layer(PolicyType type, @Nullable AttachedPolicy policy) {
        return policy == null ? List.of() : List.of(new Layer(type, List.of(policy)));
    }

    private Optional<Denial> explicit(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> applies(layer, Effect.DENY))
                .map(layer -> new Denial(layer.type(), true))
                .findFirst();
    }

    private Optional<Denial> implicit(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> !applies(layer, Effect.ALLOW))
                .map(layer -> new Denial(layer.type(), false))
                .findFirst();
    }

    private boolean applies(Layer layer, Effect effect) {
        return layer.policies().stream()
                .anyMatch(policy -> !statements(policy, effect).isEmpty());
    }

    private List<Statement> statements(AttachedPolicy attached, Effect effect) {
        PolicyDocument document = attached.policy().document();
        return document.statements().stream()
                .filter(statement -> statement.effect() == effect)
                .filter(statement ->
                        new SlowStatement(statement, document.version(), set.boundary() != null).applies(request))
                .toList();
    }
}
