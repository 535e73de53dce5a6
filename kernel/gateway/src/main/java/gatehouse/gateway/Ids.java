package gatehouse.gateway;

import gatehouse.crypto.Entropy;
import java.nio.ByteBuffer;
import java.util.UUID;

/// Makes request and event ids: random version-4 UUIDs.
public final class Ids {
    private static final int TURNED_DIGITS = 8;

    private final Entropy entropy;

    Ids(Entropy entropy) {
        this.entropy = entropy;
    }

    /// The event id of a request's entry in the caller's account, so that the entry is found by the request: the
    /// request's id with its first eight digits turned round.
    public static String eventOf(String requestId) {
        StringBuilder id = new StringBuilder(requestId);
        for (int i = 0; i < Math.min(TURNED_DIGITS, id.length()); i++) {
            int digit = Character.digit(id.charAt(i), 16);
            if (digit >= 0) {
                id.setCharAt(i, Character.forDigit(15 - digit, 16));
            }
        }
        return id.toString();
    }

    String next() {
        ByteBuffer random = ByteBuffer.wrap(entropy.publicBytes(16));
        long high = (random.getLong() & ~0xF000L) | 0x4000L;
        long low = (random.getLong() & ~0xC000000000000000L) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
