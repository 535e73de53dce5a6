package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A group of users; its members know it, not the reverse.
public record Group(
        String account,
        String name,
        String path,
        String groupId,
        Instant createDate,
        Map<String, String> inlinePolicies,
        List<String> attachedPolicies)
        implements PolicyHolder<Group> {

    @Override
    public String arn() {
        return "arn:aws:iam::" + account + ":group" + path + name;
    }

    @Override
    public Group withInlinePolicies(Map<String, String> inlinePoliciesNow) {
        return new Group(account, name, path, groupId, createDate, inlinePoliciesNow, attachedPolicies);
    }

    @Override
    public Group withAttachedPolicies(List<String> attachedPoliciesNow) {
        return new Group(account, name, path, groupId, createDate, inlinePolicies, attachedPoliciesNow);
    }

    /// This group under another name and path.
    public Group renamed(String nameNow, String pathNow) {
        return new Group(account, nameNow, pathNow, groupId, createDate, inlinePolicies, attachedPolicies);
    }

    /// Groups have no tags.
    @Override
    public Map<String, String> tags() {
        return Map.of();
    }

    /// Groups have no boundary.
    @Override
    public @Nullable String permissionsBoundary() {
        return null;
    }
}
