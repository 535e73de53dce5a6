package gatehouse.identity.iam;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time passwords: six digits, HMAC-SHA-1, a new one every 30 seconds, as AWS's virtual devices have
/// them. A step is the number of such times since 1970.
///
/// Source: RFC 6238, RFC 4226
final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int CODES = 1_000_000;

    private Totp() {}

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    /// The code of one step.
    static String code(byte[] seed, long step) {
        byte[] hash = hmac(seed, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 15;
        int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % CODES);
    }

    /// The last step of consecutive `codes` that begin at most `around` steps from `middle`, and after `used`.
    static OptionalLong find(byte[] seed, Window window, String... codes) {
        long first = Math.max(window.middle() - window.around(), window.used() + 1);
        for (long step = first; step <= window.middle() + window.around(); step++) {
            if (fits(seed, step, codes)) {
                return OptionalLong.of(step + codes.length - 1);
            }
        }
        return OptionalLong.empty();
    }

    private static boolean fits(byte[] seed, long step, String... codes) {
        for (int i = 0; i < codes.length; i++) {
            byte[] right = code(seed, step + i).getBytes(US_ASCII);
            if (!MessageDigest.isEqual(right, codes[i].getBytes(US_ASCII))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException _) {
            // The cause may describe the key: it is left behind.
            throw new IllegalStateException("every JDK has HMAC-SHA-1, for keys of any length but none");
        }
    }

    /// Where codes are looked for: around a step, and only after the one that was used last.
    record Window(long middle, int around, long used) {}
}
