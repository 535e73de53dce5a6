package gatehouse.policy;

import gatehouse.policy.Decision.Allowed;
import gatehouse.policy.Decision.Denied;
import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.Decision.StatementRef;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.compiled.CompiledStatement;
import gatehouse.policy.compiled.Question;
import gatehouse.policy.compiled.Reach;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One decision in the making. Each step gives the denial that it finds, or null and leaves the Allow statement that
/// it found in `allowing`.
///
/// Source:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
final class Evaluation {
    private static final String SERVICE_LINKED_ROLE = ":role/aws-service-role/";

    private static final int REFS_USUAL = 2;

    private final AccessRequest request;
    private final PolicySet policies;
    private final Principal principal;
    private final Question question;
    private final PolicyType resourceType;
    private final List<StatementRef> allowing = new ArrayList<>(REFS_USUAL);

    Evaluation(AccessRequest request, PolicySet policies) {
        this.request = request;
        this.policies = policies;
        principal = request.principal();
        question = new Question(request, policies);
        resourceType = policies.role() == ResourcePolicyRole.TRUST ? PolicyType.TRUST : PolicyType.RESOURCE;
    }

    Decision decide() {
        Denied denied = explicitly();
        if (denied == null) {
            denied = byOrganizationOrEndpoint();
        }
        if (denied == null) {
            denied = byGrants();
        }
        return denied != null ? denied : new Allowed(allowing);
    }

    boolean isGiven() {
        AttachedPolicy own = policies.resource();
        if (own != null && deniedBy(own, resourceType) != null) {
            return false;
        }
        boolean given = allowed(own, resourceType) != Reach.NONE;
        for (AttachedGrant grant : policies.grants()) {
            given = given || allowed(grant.policy(), PolicyType.GRANT) != Reach.NONE;
        }
        return given;
    }

    private @Nullable Denied explicitly() {
        Denied denied = null;
        if (binds(PolicyType.RESOURCE_CONTROL)) {
            denied = deniedByLevels(policies.resourceControl(), PolicyType.RESOURCE_CONTROL);
        }
        if (denied == null && binds(PolicyType.SERVICE_CONTROL)) {
            denied = deniedByLevels(policies.serviceControl(), PolicyType.SERVICE_CONTROL);
        }
        if (denied == null && policies.endpoint() != null) {
            denied = deniedBy(policies.endpoint(), PolicyType.ENDPOINT);
        }
        if (denied == null && policies.resource() != null) {
            denied = deniedBy(policies.resource(), resourceType);
        }
        if (denied == null) {
            denied = deniedBy(policies.identity(), PolicyType.IDENTITY);
        }
        if (denied == null && policies.boundary() != null) {
            denied = deniedBy(policies.boundary(), PolicyType.BOUNDARY);
        }
        if (denied == null && policies.session() != null) {
            denied = deniedBy(policies.session(), PolicyType.SESSION);
        }
        return denied;
    }

    private @Nullable Denied byOrganizationOrEndpoint() {
        Denied denied = null;
        if (binds(PolicyType.RESOURCE_CONTROL)) {
            denied = unlessLevelsAllow(policies.resourceControl(), PolicyType.RESOURCE_CONTROL);
        }
        if (denied == null && binds(PolicyType.SERVICE_CONTROL)) {
            denied = unlessLevelsAllow(policies.serviceControl(), PolicyType.SERVICE_CONTROL);
        }
        if (denied == null && policies.endpoint() != null) {
            denied = unlessAllowed(List.of(policies.endpoint()), PolicyType.ENDPOINT);
        }
        return denied;
    }

    /// What the resource's policy and the caller's own policies allow together, or else a grant and they.
    /// The denial is of the last that named the caller.
    private @Nullable Denied byGrants() {
        boolean sameAccount = principal.account().equals(request.resourceAccount());
        int limits = allowing.size();
        Denied denied = unlessAllows(allowed(policies.resource(), resourceType), sameAccount);
        for (AttachedGrant grant : policies.grants()) {
            if (denied == null) {
                return null;
            }
            allowing.subList(limits, allowing.size()).clear();
            Reach reach = allowed(grant.policy(), PolicyType.GRANT);
            if (reach != Reach.NONE) {
                denied = unlessAllows(reach, sameAccount || principal.account().equals(grant.issuer()));
            }
        }
        return denied;
    }

    /// How closely the policy names the caller in what it allows.
    private Reach allowed(@Nullable AttachedPolicy policy, PolicyType type) {
        CompiledStatement granting =
                policy == null ? null : policy.policy().compiled().granting(question);
        if (policy == null || granting == null) {
            return Reach.NONE;
        }
        allow(type, policy, granting);
        return granting.reach(question);
    }

    /// `consents` tells that the caller's account has consented to what is allowed on the resource's side.
    private @Nullable Denied unlessAllows(Reach reach, boolean consents) {
        if (principal.account().isEmpty()) {
            return reach == Reach.DIRECT ? null : implicitly(resourceType);
        }
        boolean mustAllow = policies.role() != ResourcePolicyRole.EITHER || !consents;
        if (mustAllow && reach == Reach.NONE) {
            return implicitly(resourceType);
        }
        if (!consents) {
            return unlessCallerAllows();
        }
        return switch (reach) {
            case DIRECT -> null;
            case ROLE -> unlessLimitsAllow();
            case ACCOUNT, NONE -> unlessCallerAllows();
        };
    }

    /// The caller's side in full. The root user needs no identity policy.
    private @Nullable Denied unlessCallerAllows() {
        if (!(principal instanceof Principal.Root)) {
            Denied denied = unlessAllowed(policies.identity(), PolicyType.IDENTITY);
            if (denied != null) {
                return denied;
            }
        }
        return unlessLimitsAllow();
    }

    private @Nullable Denied unlessLimitsAllow() {
        Denied denied = null;
        if (policies.boundary() != null) {
            denied = unlessAllowed(List.of(policies.boundary()), PolicyType.BOUNDARY);
        }
        if (denied == null && policies.session() != null) {
            denied = unlessAllowed(policies.session(), PolicyType.SESSION);
        }
        return denied;
    }

    private @Nullable Denied deniedByLevels(List<List<AttachedPolicy>> levels, PolicyType type) {
        for (List<AttachedPolicy> level : levels) {
            Denied denied = deniedBy(level, type);
            if (denied != null) {
                return denied;
            }
        }
        return null;
    }

    private @Nullable Denied deniedBy(List<AttachedPolicy> attached, PolicyType type) {
        for (AttachedPolicy policy : attached) {
            Denied denied = deniedBy(policy, type);
            if (denied != null) {
                return denied;
            }
        }
        return null;
    }

    private @Nullable Denied deniedBy(AttachedPolicy attached, PolicyType type) {
        CompiledStatement denying = attached.policy().compiled().denying(question);
        return denying == null ? null : new Denied(type, true, List.of(named(type, attached, denying)));
    }

    private @Nullable Denied unlessLevelsAllow(List<List<AttachedPolicy>> levels, PolicyType type) {
        for (List<AttachedPolicy> level : levels) {
            Denied denied = unlessAllowed(level, type);
            if (denied != null) {
                return denied;
            }
        }
        return null;
    }

    /// One of the policies must allow.
    private @Nullable Denied unlessAllowed(List<AttachedPolicy> attached, PolicyType type) {
        for (AttachedPolicy policy : attached) {
            CompiledStatement found = policy.policy().compiled().allowing(question);
            if (found != null) {
                allow(type, policy, found);
                return null;
            }
        }
        return implicitly(type);
    }

    private static Denied implicitly(PolicyType type) {
        return new Denied(type, false, List.of());
    }

    private void allow(PolicyType type, AttachedPolicy attached, CompiledStatement statement) {
        allowing.add(named(type, attached, statement));
    }

    private static StatementRef named(PolicyType type, AttachedPolicy attached, CompiledStatement statement) {
        return new StatementRef(type, attached.name(), attached.version(), statement.index(), statement.sid());
    }

    private boolean binds(PolicyType type) {
        return binds(type, principal);
    }

    /// Whether policies of that type bind the principal. Organizations' policies do not bind service-linked roles;
    /// service control policies bind the principals of accounts, root users included, and no one else.
    static boolean binds(PolicyType type, Principal principal) {
        return switch (type) {
            case RESOURCE_CONTROL -> !isServiceLinkedRole(principal);
            case SERVICE_CONTROL -> !principal.account().isEmpty() && !isServiceLinkedRole(principal);
            case IDENTITY, RESOURCE, TRUST, BOUNDARY, SESSION, ENDPOINT, GRANT -> true;
        };
    }

    /// The path must begin so: IAM makes such roles only for services, and a path may hold anything further behind.
    private static boolean isServiceLinkedRole(Principal principal) {
        return principal instanceof Principal.Session session
                && session.roleArn()
                        .startsWith(
                                SERVICE_LINKED_ROLE,
                                "arn:aws:iam::".length() + session.account().length());
    }
}
