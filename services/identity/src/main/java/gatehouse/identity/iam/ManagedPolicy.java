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

    /// Orders policies by name; an account's own and AWS's may have the same.
    String sortKey() {
        return name + "@" + account;
    }

    /// The document that is in force.
    public String defaultDocument() {
        Version version = version(defaultVersionId);
        if (version == null) {
            throw new IllegalStateException("policy " + policyId + " has no default version");
        }
        return version.document();
    }

    public ManagedPolicy withTags(Map<String, String> tagsNow) {
        return new ManagedPolicy(
                account,
                name,
                path,
                policyId,
                createDate,
                updateDate,
                description,
                versions,
                defaultVersionId,
                nextVersion,
                tagsNow);
    }

    /// This policy with other versions in force.
    public ManagedPolicy withVersions(List<Version> versionsNow, String defaultNow, int nextNow, Instant now) {
        return new ManagedPolicy(
                account, name, path, policyId, createDate, now, description, versionsNow, defaultNow, nextNow, tags);
    }

    /// The version of that id, or null.
    public @Nullable Version version(String versionId) {
        for (Version version : versions) {
            if (version.versionId().equals(versionId)) {
                return version;
            }
        }
        return null;
    }
}
