package gatehouse.identity.iam;

import gatehouse.model.iam.EvaluationResult;
import gatehouse.model.iam.OrganizationsDecisionDetail;
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

/// Answers what the evaluator, the same that decides calls, says of policies that may or may not be in force. `owner`
/// is the account of the resources whose ARN names none, null for the caller's.
record Simulator(SimulatedPolicies policies, @Nullable String owner, Caller caller) {
    /// What stands for all resources.
    static final List<String> EVERYTHING = List.of("*");

    /// Who asks, and what else is known of the request.
    record Caller(Principal principal, SimulationContext context) {}

    /// What was found of one resource. `byOrganizations` says whether service control policies let the request through;
    /// `byBoundary` is null without a boundary, `details` within one account.
    private record Verdict(
            PolicyEvaluationDecisionType decision,
            List<Statement> matched,
            boolean byOrganizations,
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
        if (!policies.serviceControl().isEmpty()) {
            result.organizationsDecisionDetail(new OrganizationsDecisionDetail(whole.byOrganizations()));
        }
        if (!resources.equals(EVERYTHING)) {
            result.resourceSpecificResults(each);
            if (whole.details() == null && whole.byOrganizations()) {
                result.evalDecisionDetails(Map.of());
            }
        }
        return result.build();
    }

    private Verdict verdict(String action, String arn) {
        String account = account(arn);
        AccessRequest request = new AccessRequest(caller.principal(), action, arn, account, caller.context());
        Explanation explanation = Explainer.explain(request, policies.set());
        AccessRequest own = new AccessRequest(
                caller.principal(), action, arn, caller.principal().account(), caller.context());
        SimulatedPolicy boundary = policies.boundary();
        Decision byBoundary =
                boundary == null ? null : Evaluator.decide(own, PolicySet.identity(List.of(boundary.attached())));
        Boolean allowedByBoundary = byBoundary == null ? null : byBoundary instanceof Allowed;
        if (Evaluator.decide(own, policies.organization()) instanceof Denied denied) {
            return new Verdict(type(denied), List.of(), false, allowedByBoundary, null);
        }
        boolean crossAccount = !account.equals(caller.principal().account());
        return new Verdict(
                type(explanation.decision()),
                matched(explanation),
                true,
                allowedByBoundary,
                crossAccount ? details(request, own, byBoundary) : null);
    }

    /// The account that owns a resource. Another than the caller's matters only where its policy is given.
    private String account(String arn) {
        if (policies.resource() == null) {
            return caller.principal().account();
        }
        return Arn.parse(arn)
                .map(Arn::account)
                .filter(AccountId::isValid)
                .orElse(owner == null ? caller.principal().account() : owner);
    }

    /// What each kind of policy says by itself of another account's resource.
    private Map<String, PolicyEvaluationDecisionType> details(
            AccessRequest request, AccessRequest own, @Nullable Decision byBoundary) {
        Map<String, PolicyEvaluationDecisionType> details = new LinkedHashMap<>();
        PolicySet ours = PolicySet.identity(SimulatedPolicies.attached(policies.identity()));
        details.put(SimulatedPolicy.IDENTITY.value(), type(Evaluator.decide(own, ours)));
        SimulatedPolicy resource = policies.resource();
        AttachedPolicy policy = resource == null ? null : resource.attached();
        PolicySet theirs =
                PolicySet.identity(SimulatedPolicies.ANYTHING).withResource(policy, ResourcePolicyRole.EITHER);
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
                stricter(one.decision(), other.decision()),
                List.of(),
                one.byOrganizations() && other.byOrganizations(),
                byBoundary,
                details.isEmpty() ? null : details);
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

    /// The statements that made the decision: those that deny, or those that allow. Limits allow nothing.
    private List<Statement> matched(Explanation explanation) {
        boolean allowed = explanation.decision() instanceof Allowed;
        List<Statement> matched = new ArrayList<>();
        if (explanation.decision() instanceof Denied denied && !denied.explicit()) {
            return matched;
        }
        for (ConsultedPolicy policy : explanation.policies()) {
            for (ConsultedStatement statement : policy.statements()) {
                boolean decides = statement.effect() == (allowed ? Effect.ALLOW : Effect.DENY) && statement.applies();
                boolean limits = policy.type() == PolicyType.SERVICE_CONTROL || policy.type() == PolicyType.BOUNDARY;
                if (decides && !(allowed && limits)) {
                    matched.add(policies.named(policy).statement(statement.index()));
                }
            }
        }
        return matched;
    }

    /// The keys that the policies ask for, whatever actions they do it for, and nobody gave.
    private List<String> missing() {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        keys.addAll(ContextKeys.of(policies.all()));
        keys.removeIf(caller.context()::has);
        return List.copyOf(keys);
    }
}
