package gatehouse.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.Sealer;
import gatehouse.identity.iam.AccessKey;
import java.util.Arrays;

/// How the secret of a long-term access key is sealed.
final class AccessKeySecrets {
    private AccessKeySecrets() {}

    /// What a key's secret is sealed for.
    static String identity(String accessKeyId) {
        return "iam.access-key/" + accessKeyId;
    }

    static String open(Sealer sealer, AccessKey key) {
        byte[] secret = sealer.open(key.sealedSecret(), identity(key.accessKeyId()));
        try {
            return new String(secret, UTF_8);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
