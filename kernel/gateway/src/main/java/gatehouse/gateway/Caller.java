package gatehouse.gateway;

import gatehouse.policy.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who signed a request: an established identity of an established account.
///
/// `userId` is what `aws:userid` and GetCallerIdentity show (`AIDA…`, `AROA…:session`, the account's number for its
/// root); `name` is the user's or role's name, empty for a root user; `tags` are the principal's tags with the
/// session's on top.
public record Caller(
        Principal principal,
        String accessKeyId,
        String userId,
        String name,
        Map<String, String> tags,
        @Nullable Session session) {
    public Caller {
        tags = Map.copyOf(tags);
    }

    public String account() {
        return principal.account();
    }

    /// What a temporary credential says of itself.
    ///
    /// `mfaAt` is when the second factor was given, null where none was; `policies` are the session policies'
    /// documents, null where the session was made without any; `managedPolicies` their ARNs.

    public record Session(
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant mfaAt,
            @Nullable List<String> policies,
            List<String> managedPolicies,
            @Nullable String sourceIdentity,
            Map<String, String> tags,
            List<String> transitiveTagKeys) {
        public Session {
            policies = policies == null ? null : List.copyOf(policies);
            managedPolicies = List.copyOf(managedPolicies);
            tags = Map.copyOf(tags);
            transitiveTagKeys = List.copyOf(transitiveTagKeys);
        }
    }
}
