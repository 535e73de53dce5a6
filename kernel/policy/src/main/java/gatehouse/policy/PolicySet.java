package gatehouse.policy;

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
public record PolicySet(
        List<AttachedPolicy> identity,
        @Nullable AttachedPolicy boundary,
        @Nullable List<AttachedPolicy> session,
        List<List<AttachedPolicy>> serviceControl,
        List<List<AttachedPolicy>> resourceControl,
        @Nullable AttachedPolicy endpoint,
        @Nullable AttachedPolicy resource,
        ResourcePolicyRole role) {

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
        return new PolicySet(identity, null, null, List.of(), List.of(), null, null, ResourcePolicyRole.EITHER);
    }

    /// This set with a resource's policy.
    public PolicySet withResource(@Nullable AttachedPolicy policy, ResourcePolicyRole policyRole) {
        return new PolicySet(
                identity, boundary, session, serviceControl, resourceControl, endpoint, policy, policyRole);
    }
}
