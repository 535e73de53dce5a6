package gatehouse.crypto;

import org.jspecify.annotations.Nullable;

/// What is stored of a root key so that its source can give it again. No secret: `stretching` is there for a
/// passphrase, `wrapping` for a token.
public record RootLock(
        Source source,
        @Nullable Stretching stretching,
        @Nullable Wrapping wrapping) {
    /// Where a root key comes from.
    public enum Source {
        FILE,
        PASSPHRASE,
        TOKEN;

        /// As operators know it.
        public String word() {
            return switch (this) {
                case FILE -> "file";
                case PASSPHRASE -> "passphrase";
                case TOKEN -> "token";
            };
        }
    }

    /// How a passphrase becomes a root key: Argon2id's salt and cost.
    public record Stretching(byte[] salt, int memoryKibibytes, int passes, int lanes) {}

    /// A root key that a key of a PKCS#11 token has encrypted: the token's label, the key's, and nonce,
    /// ciphertext and tag.
    public record Wrapping(String token, String key, byte[] wrappedKey) {}

    static RootLock ofFile() {
        return new RootLock(Source.FILE, null, null);
    }

    @Override
    public String toString() {
        return "RootLock[" + source + "]";
    }
}
