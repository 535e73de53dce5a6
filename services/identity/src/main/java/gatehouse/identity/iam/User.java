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
        Map<String, String> tags) {

    public String arn() {
        return "arn:aws:iam::" + account + ":user" + path + name;
    }
}
