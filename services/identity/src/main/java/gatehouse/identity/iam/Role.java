package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A role: its trust policy's document, and all that its sessions' permissions come from.
public record Role(
        String account,
        String name,
        String path,
        String roleId,
        Instant createDate,
        String assumeRolePolicy,
        @Nullable String description,
        int maxSessionSeconds,
        Map<String, String> inlinePolicies,
        List<String> attachedPolicies,
        @Nullable String permissionsBoundary,
        Map<String, String> tags) {

    public String arn() {
        return "arn:aws:iam::" + account + ":role" + path + name;
    }
}
