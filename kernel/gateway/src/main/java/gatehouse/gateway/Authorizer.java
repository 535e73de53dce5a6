package gatehouse.gateway;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedGrant;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.Decision;
import gatehouse.policy.Decision.Denied;
import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.Evaluator;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.List;

/// Asks the evaluator for each requirement of a plan, and refuses the call at the first that is denied.
final class Authorizer {
    private final Identities identities;

    Authorizer(Identities identities) {
        this.identities = identities;
    }

    /// @throws gatehouse.wire.shape.ServiceException where no credential like the caller's may make the call
    void admit(Service service, Call call) {
        identities.admit(call.caller(), service, call.operation());
    }

    /// @throws gatehouse.wire.shape.ServiceException AccessDenied, with AWS's message, where one is not allowed
    void demand(Service service, Call call, Plan<?> plan) {
        if (plan.requirements().isEmpty()) {
            if (!OpenCalls.contains(service.actionPrefix(), call.operation())) {
                throw new IllegalStateException(call.operation().name() + " declared no requirement");
            }
            return;
        }
        PolicySet policies = identities.policies(call.view(), call.caller());
        for (Requirement requirement : plan.requirements()) {
            demand(call, policies, requirement);
        }
    }

    /// The requirement of an operation that said nothing of its own: the action of its name, on anything.
    static Requirement byName(Service service, Call call) {
        return Requirement.of(service.actionPrefix() + ":" + call.operation().name(), Resource.any(call.account()));
    }

    void demand(Call call, Requirement requirement) {
        demand(call, identities.policies(call.view(), call.caller()), requirement);
    }

    private static void demand(Call call, PolicySet policies, Requirement requirement) {
        Resource resource = requirement.resource();
        ConditionKeys keys = requirement.keys().or(new GlobalKeys(call, resource));
        AccessRequest request = new AccessRequest(
                call.caller().principal(), requirement.action(), resource.arn(), resource.account(), keys);
        PolicySet all = policies.withResource(resource.policy(), resource.role());
        Decision decision = Evaluator.decide(request, all);
        if (decision instanceof Decision.Denied denied && !denied.explicit()) {
            List<AttachedGrant> grants = requirement.grants().on(request);
            if (!grants.isEmpty()) {
                all = all.withGrants(grants);
                decision = Evaluator.decide(request, all);
            }
        }
        Requirement.Unknown unknown = requirement.unknown();
        if (unknown != null && decision instanceof Denied && isUnknown(request, all)) {
            // Not even through the caller's own policies, whose conditions ask for the resource's tags and names.
            demand(call, policies, unknown.requirement());
            throw unknown.answer();
        }
        call.notes().judgements().add(request, all, decision);
        if (decision instanceof Denied denied && isUndisclosed(denied, request, resource)) {
            throw CommonErrors.accessDenied(Denied.undisclosed(request));
        }
        if (resource.type() != null) {
            call.notes().resource(resource.arn(), resource.type(), resource.account());
        }
        if (decision instanceof Denied denied) {
            throw CommonErrors.accessDenied(denied.message(shown(request, resource)));
        }
    }

    /// Whether it is another account's resource, which gives the caller nothing.
    private static boolean isUnknown(AccessRequest request, PolicySet all) {
        return !request.principal().account().equals(request.resourceAccount()) && !Evaluator.isGiven(request, all);
    }

    /// Whether the policy of another account's key denies. That is not told, and the record is as of a missing key.
    private static boolean isUndisclosed(Denied denied, AccessRequest request, Resource resource) {
        return resource.role() == ResourcePolicyRole.MUST_ALLOW
                && denied.by() == PolicyType.RESOURCE
                && !request.principal().account().equals(resource.account());
    }

    private static AccessRequest shown(AccessRequest request, Resource resource) {
        String words = resource.shown();
        return words == null
                ? request
                : new AccessRequest(
                        request.principal(), request.action(), words, request.resourceAccount(), request.keys());
    }
}
