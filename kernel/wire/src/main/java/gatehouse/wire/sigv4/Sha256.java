package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// SHA-256 and HMAC-SHA-256. Clones of one prototype, because the look-up of a provider costs more than a short
/// hash; a provider whose objects cannot be cloned is looked up each time.
final class Sha256 {
    private static final MessageDigest PROTOTYPE = lookUp();

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return (MessageDigest) PROTOTYPE.clone();
        } catch (CloneNotSupportedException _) {
            return lookUp();
        }
    }

    static byte[] of(byte[] data) {
        return digest().digest(data);
    }

    static byte[] of(GrowableBytes data) {
        MessageDigest digest = digest();
        digest.update(data.array(), 0, data.size());
        return digest.digest();
    }

    /// An HMAC ready for its first message.
    static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
