package gatehouse.identity.iam;

import java.time.Instant;

/// When, for which service and in which region an access key was last used.
public record AccessKeyUse(String accessKeyId, Instant lastUsed, String service, String region) {}
