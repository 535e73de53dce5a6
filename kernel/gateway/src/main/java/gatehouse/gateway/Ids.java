package gatehouse.gateway;

import gatehouse.crypto.Entropy;
import java.nio.ByteBuffer;
import java.util.UUID;

/// Makes request and event ids: random version-4 UUIDs.
final class Ids {
    private final Entropy entropy;

    Ids(Entropy entropy) {
        this.entropy = entropy;
    }

    String next() {
        ByteBuffer random = ByteBuffer.wrap(entropy.publicBytes(16));
        long high = (random.getLong() & ~0xF000L) | 0x4000L;
        long low = (random.getLong() & ~0xC000000000000000L) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
