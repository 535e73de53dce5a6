package gatehouse.identity.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.Argon2id;
import gatehouse.crypto.Entropy;
import java.security.MessageDigest;
import java.util.Arrays;

/// What is kept of a password: its Argon2id hash (RFC 9106, version 0x13) and what it was made with.
///
/// Source of the parameters: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
public record PasswordHash(byte[] salt, byte[] hash, int memoryKibibytes, int passes, int lanes) {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;

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
        byte[] secret = password.getBytes(UTF_8);
        try {
            return new Argon2id(memoryKibibytes, passes, lanes).hash(secret, salt, hash.length);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "PasswordHash";
    }
}
