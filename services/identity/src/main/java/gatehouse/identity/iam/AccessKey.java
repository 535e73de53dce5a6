package gatehouse.identity.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A long-term access key, of a user or (`userName` null) of the account's root. The secret is sealed for
/// `iam.access-key/` and the key's id.
public record AccessKey(
        String accessKeyId,
        String account,
        @Nullable String userName,
        boolean active,
        Instant createDate,
        byte[] sealedSecret) {
    @Override
    public String toString() {
        return "AccessKey[" + accessKeyId + "]";
    }
}
