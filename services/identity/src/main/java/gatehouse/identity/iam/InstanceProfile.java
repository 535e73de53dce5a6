package gatehouse.identity.iam;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What carries a role to an EC2 instance: at most one role, named by `roleName`.
public record InstanceProfile(
        String account,
        String name,
        String path,
        String instanceProfileId,
        Instant createDate,
        @Nullable String roleName,
        Map<String, String> tags) {

    public String arn() {
        return "arn:aws:iam::" + account + ":instance-profile" + path + name;
    }

    /// This profile with that role, or none.
    public InstanceProfile withRoleName(@Nullable String roleNameNow) {
        return new InstanceProfile(account, name, path, instanceProfileId, createDate, roleNameNow, tags);
    }

    public InstanceProfile withTags(Map<String, String> tagsNow) {
        return new InstanceProfile(account, name, path, instanceProfileId, createDate, roleName, tagsNow);
    }
}
