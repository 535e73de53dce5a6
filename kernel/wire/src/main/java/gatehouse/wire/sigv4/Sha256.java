package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.wire.buffer.GrowableBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// SHA-256 and HMAC-SHA-256: one object for all that one request needs hashed, by one thread.
final class Sha256 {
    private static final int BLOCK_BYTES = 64;
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    /// Cloned, because the look-up of a provider costs more than a short hash.
    private static final MessageDigest PROTOTYPE = lookUp();

    private final MessageDigest digest = copy();

    /// An HMAC's key as RFC 2104 hashes it before the message and before the message's hash.
    static final class HmacKey {
        private final byte[] inner = new byte[BLOCK_BYTES];
        private final byte[] outer = new byte[BLOCK_BYTES];

        HmacKey(byte[] key) {
            byte[] padded = Arrays.copyOf(key.length > BLOCK_BYTES ? new Sha256().hash(key) : key, BLOCK_BYTES);
            for (int i = 0; i < BLOCK_BYTES; i++) {
                inner[i] = (byte) (padded[i] ^ 0x36);
                outer[i] = (byte) (padded[i] ^ 0x5C);
            }
        }

        @Override
        public String toString() {
            return "HmacKey[hidden]";
        }
    }

    byte[] hash(byte[] data) {
        return digest.digest(data);
    }

    byte[] hash(GrowableBytes data) {
        digest.update(data.array(), 0, data.size());
        return digest.digest();
    }

    /// More of what [#finish] hashes.
    void update(byte[] some, int offset, int length) {
        digest.update(some, offset, length);
    }

    byte[] finish() {
        return digest.digest();
    }

    byte[] hmac(HmacKey key, GrowableBytes message) {
        digest.update(key.inner);
        byte[] inner = hash(message);
        digest.update(key.outer);
        return digest.digest(inner);
    }

    /// Whether `text` is the hash in lower-case hexadecimal digits. It takes the same time wherever they differ.
    static boolean isHexOf(byte[] hash, String text) {
        if (text.length() != 2 * hash.length) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < hash.length; i++) {
            difference |= HEX[(hash[i] >> 4) & 0xF] ^ text.charAt(2 * i);
            difference |= HEX[hash[i] & 0xF] ^ text.charAt(2 * i + 1);
        }
        return difference == 0;
    }

    private static MessageDigest copy() {
        try {
            return (MessageDigest) PROTOTYPE.clone();
        } catch (CloneNotSupportedException _) {
            return lookUp();
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
