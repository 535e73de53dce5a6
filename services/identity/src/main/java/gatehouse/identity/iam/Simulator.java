package gatehouse.identity.iam;

import gatehouse.model.iam.EvaluationResult;
import gatehouse.model.iam.PermissionsBoundaryDecisionDetail;
import gatehouse.model.iam.PolicyEvaluationDecisionType;
import gatehouse.model.iam.Statement;
import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.Decision;
import gatehouse.policy.Decision.Allowed;
import gatehouse.policy.Decision.Denied;
import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.Evaluator;
import gatehouse.policy.Explainer;
import gatehouse.policy.Explanation;
import gatehouse.policy.Explanation.ConsultedPolicy;
import gatehouse.policy.Explanation.ConsultedStatement;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.Principal;
import gatehouse.policy.document.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Answers what the evaluator, the same that decides calls, says of policies that may or may not be in force.
///
/// - `boundary`: the permissions boundary, null for none.
/// - `resource`: the policy of each resource, null for none.
/// - `owner`: the account that the resources belong to.
record Simulator(
        List<SimulatedPolicy> identity,
        @Nullable SimulatedPolicy boundary,
        @Nullable SimulatedPolicy resource,
        Caller caller) {
    /// Who asks, whose the resources are, and what else is known of the request.
    record Caller(Principal principal, String owner, SimulationContext context) {}

    EvaluationResult simulate(String action, String resourceArn) {
        AccessRequest request =
                new AccessRequest(caller.principal(), action, resourceArn, caller.owner(), caller.context());
        Explanation explanation = Explainer.explain(request, set());
        EvaluationResult.Builder result = EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resourceArn)
                .evalDecision(type(explanation.decision()))
                .matchedStatements(matched(explanation))
                .missingContextValues(missing(explanation));
        if (boundary != null) {
            PolicySet alone = PolicySet.identity(List.of(boundary.attached()));
            boolean allows = Evaluator.decide(request, alone) instanceof Allowed;
            result.permissionsBoundaryDecisionDetail(new PermissionsBoundaryDecisionDetail(allows));
        }
        if (resource != null) {
            result.evalDecisionDetails(details(request));
        }
        return result.build();
    }

    private PolicySet set() {
        return new PolicySet(
                identity.stream().map(SimulatedPolicy::attached).toList(),
                boundary == null ? null : boundary.attached(),
                null,
                List.of(),
                List.of(),
                null,
                resource == null ? null : resource.attached(),
                ResourcePolicyRole.EITHER,
                List.of());
    }

    /// What each kind of policy says by itself.
    private Map<String, PolicyEvaluationDecisionType> details(AccessRequest request) {
        Map<String, PolicyEvaluationDecisionType> details = new LinkedHashMap<>();
        PolicySet own = PolicySet.identity(
                identity.stream().map(SimulatedPolicy::attached).toList());
        AccessRequest here = new AccessRequest(
                request.principal(),
                request.action(),
                request.resource(),
                request.principal().account(),
                request.keys());
        details.put("IAM Policy", type(Evaluator.decide(here, own)));
        AttachedPolicy policy = resource == null ? null : resource.attached();
        PolicySet theirs = PolicySet.identity(List.of()).withResource(policy, ResourcePolicyRole.EITHER);
        details.put("Resource Policy", type(Evaluator.decide(here, theirs)));
        return details;
    }

    private static PolicyEvaluationDecisionType type(Decision decision) {
        return switch (decision) {
            case Allowed _ -> PolicyEvaluationDecisionType.ALLOWED;
            case Denied denied when denied.explicit() -> PolicyEvaluationDecisionType.EXPLICIT_DENY;
            case Denied _ -> PolicyEvaluationDecisionType.IMPLICIT_DENY;
        };
    }

    /// The statements that made the decision: those that deny, or those that allow.
    private List<Statement> matched(Explanation explanation) {
        Effect effect =
                explanation.decision() instanceof Denied denied && denied.explicit() ? Effect.DENY : Effect.ALLOW;
        boolean implicit = explanation.decision() instanceof Denied denied && !denied.explicit();
        List<Statement> matched = new ArrayList<>();
        for (ConsultedPolicy policy : implicit ? List.<ConsultedPolicy>of() : explanation.policies()) {
            for (ConsultedStatement statement : policy.statements()) {
                if (statement.effect() == effect && statement.applies() && policy.type() != PolicyType.BOUNDARY) {
                    matched.add(named(policy).statement(statement.index()));
                }
            }
        }
        return matched;
    }

    /// The keys that statements about the action ask for, and nobody gave.
    private List<String> missing(Explanation explanation) {
        TreeSet<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (ConsultedPolicy policy : explanation.policies()) {
            for (ConsultedStatement statement : policy.statements()) {
                ContextKeys.add(policy.policy().policy().document().statements().get(statement.index()), keys);
            }
        }
        keys.removeIf(caller.context()::has);
        return List.copyOf(keys);
    }

    private SimulatedPolicy named(ConsultedPolicy consulted) {
        for (SimulatedPolicy policy : identity) {
            if (policy.attached().equals(consulted.policy())) {
                return policy;
            }
        }
        SimulatedPolicy other = consulted.type() == PolicyType.BOUNDARY ? boundary : resource;
        if (other == null) {
            throw new IllegalStateException("a policy that nobody gave was consulted");
        }
        return other;
    }
}
