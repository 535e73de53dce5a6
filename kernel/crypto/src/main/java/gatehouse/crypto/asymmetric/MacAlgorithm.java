package gatehouse.crypto.asymmetric;

import gatehouse.crypto.Pool;
import gatehouse.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// KMS's algorithms for message authentication codes (RFC 2104, FIPS 198-1).
@SuppressWarnings("ImmutableEnumChecker") // The pool only lends.
public enum MacAlgorithm {
    HMAC_SHA_224("HmacSHA224", 28),
    HMAC_SHA_256("HmacSHA256", 32),
    HMAC_SHA_384("HmacSHA384", 48),
    HMAC_SHA_512("HmacSHA512", 64);

    private final String jcaName;
    private final int macBytes;

    /// The JDK's own: for messages of at most 4096 bytes the way into the native library gains nothing.
    private final Pool<Mac> macs;

    MacAlgorithm(String jcaName, int macBytes) {
        this.jcaName = jcaName;
        this.macBytes = macBytes;
        this.macs = new Pool<>(() -> Mac.getInstance(jcaName));
    }

    /// The size of a code.
    public int macBytes() {
        return macBytes;
    }

    /// The code of `message` under `key`. Compare codes in constant time.
    ///
    /// @throws IllegalArgumentException where `key` is empty
    public byte[] compute(SecretBytes key, byte[] message) {
        try {
            Mac mac = macs.take();
            mac.init(new SecretKeySpec(key.revealSecret(), jcaName));
            byte[] code = mac.doFinal(message);
            macs.giveBack(mac);
            return code;
        } catch (GeneralSecurityException e) {
            throw Toolkit.broken(jcaName, e);
        }
    }
}
