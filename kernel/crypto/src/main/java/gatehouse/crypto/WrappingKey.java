package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Wraps the secrets of one owner: whoever deletes the wrapping key has deleted them all. AES-256-GCM with
/// the secret's identity as additional data, under a key that is derived from the wrapping key and a random
/// salt for each wrap, as [Sealer] does it. The format is in `docs/formats/kms-key-material.md`.
public final class WrappingKey implements AutoCloseable {
    /// How much longer a wrapped secret is than the secret.
    public static final int OVERHEAD_BYTES = 1 + WrappingKey.SALT_BYTES + AesGcm.TAG_BYTES;

    /// Other than each version of a seal, so that it is seen under what something is.
    static final byte VERSION = 'W';

    static final int SALT_BYTES = 32;

    private static final int KEY_BYTES = 32;
    private static final byte[] LABEL = "gatehouse wrap 1\0".getBytes(US_ASCII);

    // Each key encrypts one message, so the nonce need not differ.
    private static final byte[] NONCE = new byte[AesGcm.NONCE_BYTES];

    private final SecretBytes secret;

    private WrappingKey(SecretBytes secret) {
        this.secret = secret;
    }

    /// A new one.
    public static WrappingKey random(Entropy entropy) {
        return new WrappingKey(SecretBytes.owning(entropy.bytes(KEY_BYTES)));
    }

    /// The one that was sealed for that identity.
    ///
    /// @throws SealException as [Sealer#open] does
    public static WrappingKey open(byte[] sealed, Sealer sealer, String identity) {
        return new WrappingKey(SecretBytes.owning(sealer.open(sealed, identity)));
    }

    /// This key, sealed for that identity.
    public byte[] seal(Sealer sealer, String identity) {
        return sealer.seal(secret.revealSecret(), identity);
    }

    /// Whether that is wrapped, and not sealed.
    public static boolean isWrapped(byte[] stored) {
        return stored.length >= OVERHEAD_BYTES && stored[0] == VERSION;
    }

    /// Wraps `plaintext` for `identity`.
    public byte[] wrap(SecretBytes plaintext, String identity, Entropy entropy) {
        byte[] salt = entropy.bytes(SALT_BYTES);
        SecretBytes key = key(salt);
        try {
            byte[] ciphertext = AesGcm.encrypt(key, NONCE, identity.getBytes(UTF_8), plaintext.revealSecret());
            return ByteBuffer.allocate(1 + SALT_BYTES + ciphertext.length)
                    .put(VERSION)
                    .put(salt)
                    .put(ciphertext)
                    .array();
        } finally {
            key.erase();
        }
    }

    /// Opens what was wrapped for `identity`.
    ///
    /// @throws SealException where it was wrapped for another identity or under another key, or was changed
    public SecretBytes unwrap(byte[] wrapped, String identity) {
        if (!isWrapped(wrapped)) {
            throw new SealException("What should be a wrapped secret is none of this version");
        }
        SecretBytes key = key(Arrays.copyOfRange(wrapped, 1, 1 + SALT_BYTES));
        try {
            byte[] ciphertext = Arrays.copyOfRange(wrapped, 1 + SALT_BYTES, wrapped.length);
            return SecretBytes.owning(AesGcm.decrypt(key, NONCE, identity.getBytes(UTF_8), ciphertext));
        } finally {
            key.erase();
        }
    }

    /// The key of one wrap. Label and salt have fixed lengths, so that no two inputs join to the same bytes.
    private SecretBytes key(byte[] salt) {
        byte[] info = ByteBuffer.allocate(LABEL.length + SALT_BYTES)
                .put(LABEL)
                .put(salt)
                .array();
        return Hkdf.expand(secret, info, KEY_BYTES);
    }

    /// Erases it.
    @Override
    public void close() {
        secret.erase();
    }

    @Override
    public String toString() {
        return "WrappingKey";
    }
}
