package gatehouse.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.Sealer;
import gatehouse.identity.iam.AccessKey;
import java.util.Arrays;

/// Opens the secrets of long-term access keys.
final class AccessKeySecrets {
    private AccessKeySecrets() {}

    static String open(Sealer sealer, AccessKey key) {
        byte[] secret = sealer.open(key.sealedSecret(), AccessKey.sealedFor(key.accessKeyId()));
        try {
            return new String(secret, UTF_8);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
