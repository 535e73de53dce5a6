package gatehouse.identity.iam;

import gatehouse.model.iam.EvaluationResult;
import gatehouse.model.iam.PermissionsBoundaryDecisionDetail;
import gatehouse.model.iam.PolicyEvaluationDecisionType;
import gatehouse.model.iam.ResourceSpecificResult;
import gatehouse.model.iam.Statement;
import gatehouse.policy.AccessRequest;
import gatehouse.policy.AccountId;
import gatehouse.policy.Arn;
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
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.Principal;
import gatehouse.policy.document.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Answers what the evaluator, the same that decides calls, says of policies that may or may not be in force.
///
/// - `boundary`: the permissions boundary, null for none.
/// - `resource`: the policy of each resource, null for none.
/// - `owner`: the account of the resources whose ARN names none, null for the caller's.
record Simulator(
        List<SimulatedPolicy> identity,
        @Nullable SimulatedPolicy boundary,
        @Nullable SimulatedPolicy resource,
        @Nullable String owner,
        Caller caller) {
    /// What stands for all resources.
    static final List<String> EVERYTHING = List.of("*");

    private static final SimulatedPolicy ANYTHING = SimulatedPolicy.of(
            "anything",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
            PolicyKind.IDENTITY);

    /// Who asks, and what else is known of the request.
    record Caller(Principal principal, SimulationContext context) {}

    /// What was found of one resource. `byBoundary` is null without a boundary, `details` within one account.
    private record Verdict(
            PolicyEvaluationDecisionType decision,
            List<Statement> matched,
            @Nullable Boolean byBoundary,
            @Nullable Map<String, PolicyEvaluationDecisionType> details) {
        @Nullable
        PermissionsBoundaryDecisionDetail boundary() {
            return byBoundary == null ? null : new PermissionsBoundaryDecisionDetail(byBoundary);
        }
    }

    /// The result for an action: of all resources together, and of each by itself where they are named. An action that
    /// needs several is allowed where it is on all of them.
    EvaluationResult simulate(String action, List<String> resources) {
        List<String> missing = missing();
        Set<Statement> matched = new LinkedHashSet<>();
        List<ResourceSpecificResult> each = new ArrayList<>();
        Verdict whole = null;
        for (String arn : resources) {
            Verdict verdict = verdict(action, arn);
            whole = whole == null ? verdict : stricter(whole, verdict);
            each.add(new ResourceSpecificResult(
                    arn, verdict.decision(), verdict.matched(), missing, verdict.details(), verdict.boundary()));
        }
        if (whole == null) {
            throw new IllegalArgumentException("nothing to simulate");
        }
        for (ResourceSpecificResult one : each) {
            if (whole.decision().equals(one.evalResourceDecision()) && one.matchedStatements() != null) {
                matched.addAll(one.matchedStatements());
            }
        }
        EvaluationResult.Builder result = EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resources.size() == 1 ? resources.getFirst() : EVERYTHING.getFirst())
                .evalDecision(whole.decision())
                .matchedStatements(List.copyOf(matched))
                .missingContextValues(missing)
                .permissionsBoundaryDecisionDetail(whole.boundary())
                .evalDecisionDetails(whole.details());
        if (!resources.equals(EVERYTHING)) {
            result.resourceSpecificResults(each)
                    .evalDecisionDetails(whole.details() == null ? Map.of() : whole.details());
        }
        return result.build();
    }

    private Verdict verdict(String action, String arn) {
        String account = account(arn);
        AccessRequest request = new AccessRequest(caller.principal(), action, arn, account, caller.context());
        Explanation explanation = Explainer.explain(request, set());
        AccessRequest own = new AccessRequest(
                caller.principal(), action, arn, caller.principal().account(), caller.context());
        Decision byBoundary =
                boundary == null ? null : Evaluator.decide(own, PolicySet.identity(List.of(boundary.attached())));
        boolean crossAccount = !account.equals(caller.principal().account());
        return new Verdict(
                type(explanation.decision()),
                matched(explanation),
                byBoundary == null ? null : byBoundary instanceof Allowed,
                crossAccount ? details(request, own, byBoundary) : null);
    }

    /// The account that owns a resource. Another than the caller's matters only where its policy is given.
    private String account(String arn) {
        if (resource == null) {
            return caller.principal().account();
        }
        return Arn.parse(arn)
                .map(Arn::account)
                .filter(AccountId::isValid)
                .orElse(owner == null ? caller.principal().account() : owner);
    }

    private PolicySet set() {
        return new PolicySet(
                attached(),
                boundary == null ? null : boundary.attached(),
                null,
                List.of(),
                List.of(),
                null,
                resource == null ? null : resource.attached(),
                ResourcePolicyRole.EITHER);
    }

    private List<AttachedPolicy> attached() {
        return identity.stream().map(SimulatedPolicy::attached).toList();
    }

    /// What each kind of policy says by itself of another account's resource.
    private Map<String, PolicyEvaluationDecisionType> details(
            AccessRequest request, AccessRequest own, @Nullable Decision byBoundary) {
        Map<String, PolicyEvaluationDecisionType> details = new LinkedHashMap<>();
        details.put(SimulatedPolicy.IDENTITY.value(), type(Evaluator.decide(own, PolicySet.identity(attached()))));
        AttachedPolicy policy = resource == null ? null : resource.attached();
        PolicySet theirs =
                PolicySet.identity(List.of(ANYTHING.attached())).withResource(policy, ResourcePolicyRole.EITHER);
        details.put(SimulatedPolicy.RESOURCE.value(), type(Evaluator.decide(request, theirs)));
        if (byBoundary != null) {
            details.put(SimulatedPolicy.BOUNDARY.value(), type(byBoundary));
        }
        return details;
    }

    private static PolicyEvaluationDecisionType type(Decision decision) {
        return switch (decision) {
            case Allowed _ -> PolicyEvaluationDecisionType.ALLOWED;
            case Denied denied when denied.explicit() -> PolicyEvaluationDecisionType.EXPLICIT_DENY;
            case Denied _ -> PolicyEvaluationDecisionType.IMPLICIT_DENY;
        };
    }

    private static Verdict stricter(Verdict one, Verdict other) {
        Boolean byBoundary = one.byBoundary();
        if (byBoundary != null && other.byBoundary() != null) {
            byBoundary = byBoundary && other.byBoundary();
        }
        Map<String, PolicyEvaluationDecisionType> details = new LinkedHashMap<>();
        for (Verdict verdict : List.of(one, other)) {
            if (verdict.details() != null) {
                verdict.details().forEach((kind, type) -> details.merge(kind, type, Simulator::stricter));
            }
        }
        return new Verdict(
                stricter(one.decision(), other.decision()), List.of(), byBoundary, details.isEmpty() ? null : details);
    }

    private static PolicyEvaluationDecisionType stricter(
            PolicyEvaluationDecisionType one, PolicyEvaluationDecisionType other) {
        for (PolicyEvaluationDecisionType type :
                List.of(PolicyEvaluationDecisionType.EXPLICIT_DENY, PolicyEvaluationDecisionType.IMPLICIT_DENY)) {
            if (one.equals(type) || other.equals(type)) {
                return type;
            }
        }
        return PolicyEvaluationDecisionType.ALLOWED;
    }

    /// The statements that made the decision: those that deny, or those that allow. A boundary allows nothing.
    private List<Statement> matched(Explanation explanation) {
        boolean allowed = explanation.decision() instanceof Allowed;
        List<Statement> matched = new ArrayList<>();
        if (explanation.decision() instanceof Denied denied && !denied.explicit()) {
            return matched;
        }
        for (ConsultedPolicy policy : explanation.policies()) {
            for (ConsultedStatement statement : policy.statements()) {
                boolean decides = statement.effect() == (allowed ? Effect.ALLOW : Effect.DENY) && statement.applies();
                if (decides && !(allowed && policy.type() == PolicyType.BOUNDARY)) {
                    matched.add(named(policy).statement(statement.index()));
                }
            }
        }
        return matched;
    }

    /// The keys that the policies ask for, whatever actions they do it for, and nobody gave.
    private List<String> missing() {
        List<SimulatedPolicy> all = new ArrayList<>(identity);
        if (boundary != null) {
            all.add(boundary);
        }
        if (resource != null) {
            all.add(resource);
        }
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        keys.addAll(ContextKeys.of(all));
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
