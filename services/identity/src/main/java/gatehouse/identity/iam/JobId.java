package gatehouse.identity.iam;

import gatehouse.crypto.Entropy;
import java.nio.ByteBuffer;
import java.util.UUID;

/// The ids of reports and requests: random UUIDs (RFC 9562, version 4).
final class JobId {
    private JobId() {}

    static String next(Entropy entropy) {
        ByteBuffer bytes = ByteBuffer.wrap(entropy.bytes(16));
        long high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        long low = (bytes.getLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }
}
