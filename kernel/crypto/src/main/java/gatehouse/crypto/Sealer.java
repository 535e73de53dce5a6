package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Seals secrets for storage: AES-256-GCM under a key derived from a keyring, with the owner's identity as
/// additional data, so that a sealed secret opens only for what it was sealed for.
///
/// Every seal has a key of its own, derived from the keyring's newest generation, the identity's purpose (what stands
/// before its first
/// `/`) and a random salt of 256 bits. So no number of seals wears a key out, and a nonce cannot repeat. The format
/// is in `docs/formats/sealing.md`. Any number of threads may use one instance, also while the keys are changed.
public final class Sealer {
    /// How much longer a sealed secret is than the secret.
    public static final int OVERHEAD_BYTES = 1 + Integer.BYTES + Sealer.SALT_BYTES + AesGcm.TAG_BYTES;

    static final int SALT_BYTES = 32;

    private static final int KEY_BYTES = 32;

    // Each key encrypts one message, so the nonce need not differ.
    private static final byte[] NONCE = new byte[AesGcm.NONCE_BYTES];

    private final Entropy entropy;
    private volatile SealingKeys keys;

    public Sealer(SealingKeys keys, Entropy entropy) {
        this.keys = keys;
        this.entropy = entropy;
    }

    /// What a sealed secret starts with. The first version knew no generations: its seals are of the first.
    private enum Version {
        FIRST(1, 1, "gatehouse seal 1\0"),
        WITH_GENERATION(2, 1 + Integer.BYTES, "gatehouse seal 2\0");

        private final byte number;
        private final int headBytes;
        private final String label;

        Version(int number, int headBytes, String label) {
            this.number = (byte) number;
            this.headBytes = headBytes;
            this.label = label;
        }

        private int generation(byte[] sealed) {
            return switch (this) {
                case FIRST -> Keyring.FIRST_GENERATION;
                case WITH_GENERATION -> ByteBuffer.wrap(sealed).getInt(1);
            };
        }

        private static Version of(byte[] sealed) {
            for (Version version : values()) {
                if (sealed.length >= version.headBytes + SALT_BYTES + AesGcm.TAG_BYTES && sealed[0] == version.number) {
                    return version;
                }
            }
            throw new SealException("What should be a sealed secret is none of this version");
        }
    }

    /// Seals and opens with other keys from now on.
    public void use(SealingKeys next) {
        keys = next;
    }

    /// Seals `plaintext` for `identity` (a purpose and an owner, such as `iam.access-key/AKIA…`).
    public byte[] seal(byte[] plaintext, String identity) {
        SealingKeys now = keys;
        byte[] salt = entropy.bytes(SALT_BYTES);
        SecretBytes key = key(now, now.newest(), Version.WITH_GENERATION, salt, identity);
        try {
            byte[] ciphertext = AesGcm.encrypt(key, NONCE, identity.getBytes(UTF_8), plaintext);
            return ByteBuffer.allocate(Version.WITH_GENERATION.headBytes + SALT_BYTES + ciphertext.length)
                    .put(Version.WITH_GENERATION.number)
                    .putInt(now.newest())
                    .put(salt)
                    .put(ciphertext)
                    .array();
        } finally {
            key.erase();
        }
    }

    /// Opens what was sealed for `identity`.
    ///
    /// @throws SealException where it was sealed for another identity or under other keys, or was changed
    public byte[] open(byte[] sealed, String identity) {
        Version version = Version.of(sealed);
        int saltEnd = version.headBytes + SALT_BYTES;
        byte[] salt = Arrays.copyOfRange(sealed, version.headBytes, saltEnd);
        byte[] ciphertext = Arrays.copyOfRange(sealed, saltEnd, sealed.length);
        SecretBytes key = key(keys, version.generation(sealed), version, salt, identity);
        try {
            return AesGcm.decrypt(key, NONCE, identity.getBytes(UTF_8), ciphertext);
        } finally {
            key.erase();
        }
    }

    /// Whether that is sealed as [#seal] would do it now: in the newest format, under the newest generation.
    public boolean isNewest(byte[] sealed) {
        Version version = Version.of(sealed);
        return version == Version.WITH_GENERATION && version.generation(sealed) == keys.newest();
    }

    /// The same secret, sealed under the newest generation; `sealed` itself where it is already.
    ///
    /// @throws SealException as [#open] does
    public byte[] reseal(byte[] sealed, String identity) {
        if (isNewest(sealed)) {
            return sealed;
        }
        byte[] plaintext = open(sealed, identity);
        try {
            return seal(plaintext, identity);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /// The key of one seal. Label and salt have fixed lengths, so that no two inputs join to the same bytes.
    private static SecretBytes key(SealingKeys keys, int generation, Version version, byte[] salt, String identity) {
        int slash = identity.indexOf('/');
        byte[] purpose = (slash < 0 ? identity : identity.substring(0, slash)).getBytes(UTF_8);
        byte[] label = version.label.getBytes(US_ASCII);
        byte[] info = ByteBuffer.allocate(label.length + SALT_BYTES + purpose.length)
                .put(label)
                .put(salt)
                .put(purpose)
                .array();
        return keys.derive(generation, info, KEY_BYTES);
    }
}
