package gatehouse.identity.sts;

import gatehouse.crypto.Entropy;
import org.jspecify.annotations.Nullable;

/// Access key ids of sessions: `ASIA` and 16 characters of base 32, which are one set bit, the account's number in 40
/// bits, and 39 random bits. So the account can be told from the id alone, and with AWS's own arithmetic.
public final class SessionKeyId {
    public static final String PREFIX = "ASIA";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int CHARS = 16;
    private static final int HIGH_CHARS = 8;
    private static final int CHAR_BITS = 5;
    private static final int RANDOM_BYTES = 5;
    private static final int RANDOM_BITS = 39;
    private static final long HALF_MASK = (1L << (HIGH_CHARS * CHAR_BITS)) - 1;

    private SessionKeyId() {}

    /// Whether an access key id is a session's.
    public static boolean isOne(String accessKeyId) {
        return accessKeyId.startsWith(PREFIX);
    }

    static String next(String account, Entropy entropy) {
        long random = 0;
        for (byte b : entropy.bytes(RANDOM_BYTES)) {
            random = random << Byte.SIZE | (b & 0xFF);
        }
        random &= (1L << RANDOM_BITS) - 1;
        // 80 bits in two halves: 1 ‖ the account's upper 39 bits, its lowest bit ‖ the random ones.
        long number = Long.parseLong(account);
        long high = 1L << (HIGH_CHARS * CHAR_BITS - 1) | number >>> 1;
        long low = (number & 1) << RANDOM_BITS | random;
        StringBuilder id = new StringBuilder(PREFIX.length() + CHARS).append(PREFIX);
        append(id, high);
        append(id, low);
        return id.toString();
    }

    /// The account in a session's access key id; null where it is not the id of one.
    static @Nullable String account(String accessKeyId) {
        if (!isOne(accessKeyId) || accessKeyId.length() != PREFIX.length() + CHARS) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < CHARS; i++) {
            int value = ALPHABET.indexOf(accessKeyId.charAt(PREFIX.length() + i));
            if (value < 0) {
                return null;
            }
            if (i < HIGH_CHARS) {
                high = high << CHAR_BITS | value;
            } else {
                low = low << CHAR_BITS | value;
            }
        }
        long number = (high << 1 & HALF_MASK) | low >>> RANDOM_BITS;
        String digits = Long.toString(number);
        return digits.length() > 12 ? null : "0".repeat(12 - digits.length()) + digits;
    }

    private static void append(StringBuilder id, long half) {
        for (int shift = (HIGH_CHARS - 1) * CHAR_BITS; shift >= 0; shift -= CHAR_BITS) {
            id.append(ALPHABET.charAt((int) (half >>> shift) & 31));
        }
    }
}
