package gatehouse.identity.iam;

import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.Explanation.ConsultedPolicy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policies of a simulation.
///
/// - `boundary`: the permissions boundary, null for none.
/// - `resource`: the policy of each resource, null for none.
/// - `serviceControl`: one list for each level of the organization, from its root down to the account; empty for none.
record SimulatedPolicies(
        List<SimulatedPolicy> identity,
        @Nullable SimulatedPolicy boundary,
        @Nullable SimulatedPolicy resource,
        List<List<SimulatedPolicy>> serviceControl) {
    /// What allows anything.
    static final List<AttachedPolicy> ANYTHING = attached(SimulatedPolicy.all(
            "Anything",
            List.of(
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"),
            PolicyKind.IDENTITY));

    /// All of them, as the evaluator takes them.
    PolicySet set() {
        return set(attached(identity));
    }

    private PolicySet set(List<AttachedPolicy> ofIdentity) {
        return new PolicySet(
                ofIdentity,
                boundary == null ? null : boundary.attached(),
                null,
                serviceControl.stream().map(SimulatedPolicies::attached).toList(),
                List.of(),
                null,
                resource == null ? null : resource.attached(),
                ResourcePolicyRole.EITHER,
                List.of());
    }

    /// Those of the organization alone: they are asked first, and end the simulation where they deny.
    PolicySet organization() {
        return new SimulatedPolicies(List.of(), null, null, serviceControl).set(ANYTHING);
    }

    static List<AttachedPolicy> attached(List<SimulatedPolicy> policies) {
        return policies.stream().map(SimulatedPolicy::attached).toList();
    }

    /// Each by itself.
    List<SimulatedPolicy> all() {
        List<SimulatedPolicy> all = new ArrayList<>(identity);
        serviceControl.forEach(all::addAll);
        if (boundary != null) {
            all.add(boundary);
        }
        if (resource != null) {
            all.add(resource);
        }
        return all;
    }

    SimulatedPolicy named(ConsultedPolicy consulted) {
        return all().stream()
                .filter(policy -> policy.attached().equals(consulted.policy()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a policy that nobody gave was consulted"));
    }
}
