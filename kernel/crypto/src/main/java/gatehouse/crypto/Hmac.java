package gatehouse.crypto;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 (RFC 2104, FIPS 198-1).
public final class Hmac {
    /// The size of a result.
    public static final int SHA256_BYTES = 32;

    private static final String SHA256 = "HmacSHA256";

    /// The JDK's own: for messages as short as ours the way into the native library costs more than the hash.
    private static final Pool<Mac> MACS = new Pool<>(() -> Mac.getInstance(SHA256));

    private Hmac() {}

    /// The code of `parts`, one after another, under `key`, which is not empty: 32 bytes.
    public static byte[] sha256(byte[] key, byte[]... parts) {
        try {
            Mac mac = MACS.take();
            mac.init(new SecretKeySpec(key, SHA256));
            for (byte[] part : parts) {
                mac.update(part);
            }
            byte[] code = mac.doFinal();
            MACS.giveBack(mac);
            return code;
        } catch (NoSuchAlgorithmException e) {
            throw NativeCrypto.broken(e);
        } catch (GeneralSecurityException _) {
            // The cause may describe the key: it is left behind.
            throw new IllegalArgumentException("An HMAC key of " + key.length + " bytes is refused");
        }
    }
}
