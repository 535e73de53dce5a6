package gatehouse.gateway;

import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an action is done to: an ARN, the account that owns it, its own policy and its tags.
///
/// `type` is CloudTrail's name of the resource's type; where it is given, the resource is recorded. `shown` is what a
/// denial calls the resource, where AWS does not call it by its ARN (`user alice`).
public record Resource(
        String arn,
        String account,
        @Nullable AttachedPolicy policy,
        ResourcePolicyRole role,
        Map<String, String> tags,
        @Nullable String type,
        @Nullable String shown) {
    public Resource {
        tags = Map.copyOf(tags);
    }

    /// For actions that have no resource.
    public static Resource any(String account) {
        return of("*", account);
    }

    /// A resource without a policy or tags.
    public static Resource of(String arn, String account) {
        return new Resource(arn, account, null, ResourcePolicyRole.EITHER, Map.of(), null, null);
    }

    /// This resource with its own policy.
    public Resource withPolicy(AttachedPolicy ownPolicy, ResourcePolicyRole itsRole) {
        return new Resource(arn, account, ownPolicy, itsRole, tags, type, shown);
    }

    /// This resource for an action that its policy says nothing of.
    public Resource withoutPolicy() {
        return new Resource(arn, account, null, role, tags, type, shown);
    }

    public Resource withTags(Map<String, String> itsTags) {
        return new Resource(arn, account, policy, role, itsTags, type, shown);
    }

    /// This resource, to be recorded as one of that type; not at all where it is null.
    public Resource recordedAs(@Nullable String itsType) {
        return new Resource(arn, account, policy, role, tags, itsType, shown);
    }

    /// This resource, called by these words in a denial; not named there at all where they are empty.
    public Resource shownAs(String words) {
        return new Resource(arn, account, policy, role, tags, type, words);
    }
}
