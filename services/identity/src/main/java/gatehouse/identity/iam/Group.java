package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A group of users; its members know it, not the reverse.
public record Group(
        String account,
        String name,
        String path,
        String groupId,
        Instant createDate,
        Map<String, String> inlinePolicies,
        List<String> attachedPolicies) {

    public String arn() {
        return "arn:aws:iam::" + account + ":group" + path + name;
    }
}
