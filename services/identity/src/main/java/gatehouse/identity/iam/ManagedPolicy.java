package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A customer-managed policy with its versions, oldest first; `nextVersion` is the number of the next one.
public record ManagedPolicy(
        String account,
        String name,
        String path,
        String policyId,
        Instant createDate,
        Instant updateDate,
        @Nullable String description,
        List<Version> versions,
        String defaultVersionId,
        int nextVersion,
        Map<String, String> tags) {

    /// A version: `versionId` is `v1`, `v2` …
    public record Version(String versionId, String document, Instant createDate) {}

    public String arn() {
        return "arn:aws:iam::" + account + ":policy" + path + name;
    }

    /// The document that is in force.
    public String defaultDocument() {
        for (Version version : versions) {
            if (version.versionId().equals(defaultVersionId)) {
                return version.document();
            }
        }
        throw new IllegalStateException("policy " + policyId + " has no default version");
    }
}
