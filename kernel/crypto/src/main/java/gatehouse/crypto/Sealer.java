package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Seals secrets for storage: AES-256-GCM under a key derived from the root key, with the owner's identity as
/// additional data, so that a sealed secret opens only for what it was sealed for.
///
/// Every seal has a key of its own, derived from the root key, the identity's purpose (what stands before its first
/// `/`) and a random salt of 256 bits. So no number of seals wears a key out, and a nonce cannot repeat. The format
/// is in `docs/formats/sealing.md`. Any number of threads may use one instance.
public final class Sealer {
    /// How much longer a sealed secret is than the secret.
    public static final int OVERHEAD_BYTES = 1 + Sealer.SALT_BYTES + AesGcm.TAG_BYTES;

    static final byte VERSION = 1;
    static final int SALT_BYTES = 32;

    private static final int KEY_BYTES = 32;
    private static final byte[] LABEL = "gatehouse seal 1\0".getBytes(US_ASCII);

    // Each key encrypts one message, so the nonce need not differ.
    private static final byte[] NONCE = new byte[AesGcm.NONCE_BYTES];

    private final RootKey rootKey;
    private final Entropy entropy;

    public Sealer(RootKey rootKey, Entropy entropy) {
        this.rootKey = rootKey;
        this.entropy = entropy;
    }

    /// Seals `plaintext` for `identity` (a purpose and an owner, such as `iam.access-key/AKIA…`).
    public byte[] seal(byte[] plaintext, String identity) {
        byte[] salt = entropy.bytes(SALT_BYTES);
        SecretBytes key = key(salt, identity);
        try {
            byte[] ciphertext = AesGcm.encrypt(key, NONCE, identity.getBytes(UTF_8), plaintext);
            return ByteBuffer.allocate(1 + SALT_BYTES + ciphertext.length)
                    .put(VERSION)
                    .put(salt)
                    .put(ciphertext)
                    .array();
        } finally {
            key.erase();
        }
    }

    /// Opens what was sealed for `identity`.
    ///
    /// @throws SealException where it was sealed for another identity or under another root key, or was changed
    public byte[] open(byte[] sealed, String identity) {
        if (sealed.length < OVERHEAD_BYTES || sealed[0] != VERSION) {
            throw new SealException("What should be a sealed secret is none of this version");
        }
        byte[] salt = Arrays.copyOfRange(sealed, 1, 1 + SALT_BYTES);
        byte[] ciphertext = Arrays.copyOfRange(sealed, 1 + SALT_BYTES, sealed.length);
        SecretBytes key = key(salt, identity);
        try {
            return AesGcm.decrypt(key, NONCE, identity.getBytes(UTF_8), ciphertext);
        } finally {
            key.erase();
        }
    }

    /// The key of one seal. Label and salt have fixed lengths, so that no two inputs join to the same bytes.
    private SecretBytes key(byte[] salt, String identity) {
        int slash = identity.indexOf('/');
        byte[] purpose = (slash < 0 ? identity : identity.substring(0, slash)).getBytes(UTF_8);
        byte[] info = ByteBuffer.allocate(LABEL.length + SALT_BYTES + purpose.length)
                .put(LABEL)
                .put(salt)
                .put(purpose)
                .array();
        return rootKey.derive(info, KEY_BYTES);
    }
}
