package gatehouse.identity.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.Entropy;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What is kept of a password: its Argon2id hash (RFC 9106, version 0x13) and what it was made with.
///
/// Source of the parameters: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
public record PasswordHash(byte[] salt, byte[] hash, int memoryKibibytes, int passes, int lanes) {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;

    /// Each hash in the making holds its memory: more than these wait.
    private static final int AT_ONCE_MAX = 4;

    private static final Semaphore AT_ONCE = new Semaphore(AT_ONCE_MAX);

    static PasswordHash of(String password, Entropy entropy) {
        byte[] salt = entropy.bytes(SALT_BYTES);
        PasswordHash empty = new PasswordHash(salt, new byte[HASH_BYTES], MEMORY_KIBIBYTES, PASSES, LANES);
        return new PasswordHash(salt, empty.argon2id(password), MEMORY_KIBIBYTES, PASSES, LANES);
    }

    /// Whether it is that password's; takes as long whether or not.
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, argon2id(password));
    }

    private byte[] argon2id(String password) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memoryKibibytes)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        byte[] secret = password.getBytes(UTF_8);
        byte[] made = new byte[hash.length];
        AT_ONCE.acquireUninterruptibly();
        try {
            argon2.generateBytes(secret, made);
            return made;
        } finally {
            AT_ONCE.release();
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "PasswordHash";
    }
}
