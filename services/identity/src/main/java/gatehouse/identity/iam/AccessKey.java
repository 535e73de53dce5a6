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
    /// What the secret of that key is sealed for.
    public static String sealedFor(String accessKeyId) {
        return "iam.access-key/" + accessKeyId;
    }

    public AccessKey withActive(boolean activeNow) {
        return new AccessKey(accessKeyId, account, userName, activeNow, createDate, sealedSecret);
    }

    public AccessKey withUserName(String userNameNow) {
        return new AccessKey(accessKeyId, account, userNameNow, active, createDate, sealedSecret);
    }

    AccessKey withSealedSecret(byte[] sealedSecretNow) {
        return new AccessKey(accessKeyId, account, userName, active, createDate, sealedSecretNow);
    }

    @Override
    public String toString() {
        return "AccessKey[" + accessKeyId + "]";
    }
}
