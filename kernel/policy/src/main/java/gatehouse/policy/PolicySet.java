package gatehouse.policy;

import gatehouse.policy.Decision.PolicyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All policies that bear on one request.
///
/// - `identity`: the user's, its groups' or the role's policies.
/// - `boundary`: the permissions boundary, null where there is none.
/// - `session`: the session policies, null where the session was made without any.
/// - `serviceControl`: one list per level, from the organization's root down to the account; each level must allow.
///   Empty where the caller's account is in no organization.
/// - `resourceControl`: likewise for the resource's account.
/// - `endpoint`: the VPC endpoint's policy, null where none was passed.
/// - `resource`: the resource's own policy, null where it has none; `role` says how much it decides.
/// - `grants`: the resource's grants that bear on the request: each allows as the resource's policy would.
public record PolicySet(
        List<AttachedPolicy> identity,
        @Nullable AttachedPolicy boundary,
        @Nullable List<AttachedPolicy> session,
        List<List<AttachedPolicy>> serviceControl,
        List<List<AttachedPolicy>> resourceControl,
        @Nullable AttachedPolicy endpoint,
        @Nullable AttachedPolicy resource,
        ResourcePolicyRole role,
        List<AttachedGrant> grants) {

    /// How a resource policy takes part.
    public enum ResourcePolicyRole {
        /// In the same account, it or the identity policies suffice (S3, SQS, Secrets Manager …).
        EITHER,
        /// It must allow: the caller itself, or the caller's account, in which case the identity policies must
        /// allow too (KMS key policies).
        MUST_ALLOW,
        /// A role's trust policy: it must allow; in the same account a statement that names the caller suffices,
        /// one that names the account needs the identity policies too.
        TRUST
    }

    /// A set of identity policies alone.
    public static PolicySet identity(List<AttachedPolicy> identity) {
        return new PolicySet(
                identity, null, null, List.of(), List.of(), null, null, ResourcePolicyRole.EITHER, List.of());
    }

    /// The policies of a type, level by level; a type without levels has one.
    List<List<AttachedPolicy>> levels(PolicyType type) {
        return switch (type) {
            case IDENTITY -> List.of(identity);
            case BOUNDARY -> only(boundary);
            case SESSION -> session == null ? List.of() : List.of(session);
            case SERVICE_CONTROL -> serviceControl;
            case RESOURCE_CONTROL -> resourceControl;
            case ENDPOINT -> only(endpoint);
            case RESOURCE -> only(role == ResourcePolicyRole.TRUST ? null : resource);
            case TRUST -> only(role == ResourcePolicyRole.TRUST ? resource : null);
            case GRANT -> List.of(grants.stream().map(AttachedGrant::policy).toList());
        };
    }

    private static List<List<AttachedPolicy>> only(@Nullable AttachedPolicy policy) {
        return policy == null ? List.of() : List.of(List.of(policy));
    }

    /// All policies of a type.
    List<AttachedPolicy> of(PolicyType type) {
        return levels(type).stream().flatMap(List::stream).toList();
    }

    /// This set with other policies of a type that may deny: grants do not, and stay. Where there can be
    /// one only, the last of them counts.
    PolicySet with(PolicyType type, List<List<AttachedPolicy>> levels) {
        List<AttachedPolicy> first = levels.getFirst();
        return new PolicySet(
                type == PolicyType.IDENTITY ? first : identity,
                type == PolicyType.BOUNDARY ? first.getLast() : boundary,
                type == PolicyType.SESSION ? first : session,
                type == PolicyType.SERVICE_CONTROL ? levels : serviceControl,
                type == PolicyType.RESOURCE_CONTROL ? levels : resourceControl,
                type == PolicyType.ENDPOINT ? first.getLast() : endpoint,
                type == PolicyType.RESOURCE || type == PolicyType.TRUST ? first.getLast() : resource,
                role,
                grants);
    }

    /// This set with a resource's policy.
    public PolicySet withResource(@Nullable AttachedPolicy policy, ResourcePolicyRole policyRole) {
        return new PolicySet(
                identity, boundary, session, serviceControl, resourceControl, endpoint, policy, policyRole, grants);
    }

    /// This set with the grants that bear on the request, in the place of those it has.
    public PolicySet withGrants(List<AttachedGrant> bearing) {
        return new PolicySet(
                identity, boundary, session, serviceControl, resourceControl, endpoint, resource, role, bearing);
    }
}
