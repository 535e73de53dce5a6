package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An IAM user with all that its permissions come from: inline policies by name, the ARNs of attached ones, the names
/// of its groups, its boundary's ARN.
public record User(
        String account,
        String name,
        String path,
        String userId,
        Instant createDate,
        Map<String, String> inlinePolicies,
        List<String> attachedPolicies,
        List<String> groups,
        @Nullable String permissionsBoundary,
        Map<String, String> tags)
        implements PolicyHolder<User>, Bounded<User> {

    @Override
    public String arn() {
        return "arn:aws:iam::" + account + ":user" + path + name;
    }

    @Override
    public User withInlinePolicies(Map<String, String> inlinePoliciesNow) {
        return new User(
                account,
                name,
                path,
                userId,
                createDate,
                inlinePoliciesNow,
                attachedPolicies,
                groups,
                permissionsBoundary,
                tags);
    }

    @Override
    public User withAttachedPolicies(List<String> attachedPoliciesNow) {
        return new User(
                account,
                name,
                path,
                userId,
                createDate,
                inlinePolicies,
                attachedPoliciesNow,
                groups,
                permissionsBoundary,
                tags);
    }

    @Override
    public User withPermissionsBoundary(@Nullable String permissionsBoundaryNow) {
        return new User(
                account,
                name,
                path,
                userId,
                createDate,
                inlinePolicies,
                attachedPolicies,
                groups,
                permissionsBoundaryNow,
                tags);
    }

    @Override
    public User withTags(Map<String, String> tagsNow) {
        return new User(
                account,
                name,
                path,
                userId,
                createDate,
                inlinePolicies,
                attachedPolicies,
                groups,
                permissionsBoundary,
                tagsNow);
    }

    public User withGroups(List<String> groupsNow) {
        return new User(
                account,
                name,
                path,
                userId,
                createDate,
                inlinePolicies,
                attachedPolicies,
                groupsNow,
                permissionsBoundary,
                tags);
    }

    /// This user under another name and path: the same user, with the same unique id.
    public User renamed(String nameNow, String pathNow) {
        return new User(
                account,
                nameNow,
                pathNow,
                userId,
                createDate,
                inlinePolicies,
                attachedPolicies,
                groups,
                permissionsBoundary,
                tags);
    }
}
