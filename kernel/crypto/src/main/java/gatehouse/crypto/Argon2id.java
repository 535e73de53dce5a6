package gatehouse.crypto;

import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106, version 0x13) with its cost: what makes each guess at a password as dear as it was to set it.
public record Argon2id(int memoryKibibytes, int passes, int lanes) {
    /// A tampered record must not take all memory, nor all time.
    private static final int MEMORY_KIBIBYTES_MAX = 256 << 10;

    private static final int PASSES_MAX = 32;
    private static final int LANES_MAX = 16;

    /// Each hash in the making holds its memory: more than these wait.
    private static final int AT_ONCE_MAX = 4;

    private static final Semaphore AT_ONCE = new Semaphore(AT_ONCE_MAX);

    public Argon2id {
        boolean possible = lanes >= 1
                && lanes <= LANES_MAX
                && passes >= 1
                && passes <= PASSES_MAX
                && memoryKibibytes >= 8 * lanes
                && memoryKibibytes <= MEMORY_KIBIBYTES_MAX;
        if (!possible) {
            throw new IllegalArgumentException("Argon2id does not work with " + memoryKibibytes + " KiB, " + passes
                    + " passes and " + lanes + " lanes here");
        }
    }

    /// `sizeBytes` bytes that take this cost to compute. The same for the same secret and salt.
    public byte[] hash(byte[] secret, byte[] salt, int sizeBytes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memoryKibibytes)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        byte[] made = new byte[sizeBytes];
        AT_ONCE.acquireUninterruptibly();
        try {
            argon2.generateBytes(secret, made);
            return made;
        } finally {
            AT_ONCE.release();
        }
    }
}
