package gatehouse.crypto;

import java.nio.ByteBuffer;
import java.util.UUID;

/// The one source of randomness. Every use of it is for a secret or an identifier that must not repeat.
@FunctionalInterface
public interface Entropy {
    /// Fills `target` with random bytes.
    void fill(byte[] target);

    /// New random bytes.
    default byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        fill(bytes);
        return bytes;
    }

    /// New random bytes that everybody may see, such as an identifier. They may have been drawn ahead and have waited
    /// in memory: **never make a key or another secret of them**.
    default byte[] publicBytes(int count) {
        return bytes(count);
    }

    /// A new random (version 4) UUID, as text: an identifier, no secret.
    default String uuid() {
        ByteBuffer random = ByteBuffer.wrap(publicBytes(2 * Long.BYTES));
        long high = (random.getLong() & ~0xF000L) | 0x4000L;
        long low = (random.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
