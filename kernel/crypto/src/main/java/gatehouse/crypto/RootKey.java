package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The key under which the [Keyring] is sealed, and with it everything secret: 32 bytes in a file that only its owner
/// can read, or made of a passphrase, or wrapped by a token ([RootKeySource]). Whoever has it and the data folder has
/// every secret; without it nothing in the data folder opens, ever.
///
/// Its [#keyId] is no secret: the data folder keeps it, so that a wrong key is noticed before anything is done with it.
public final class RootKey implements SealingKeys {
    static final int KEY_BYTES = 32;

    private static final int ID_BYTES = 16;
    private static final byte[] ID_LABEL = "gatehouse root key id 1".getBytes(US_ASCII);
    private static final byte[] NO_SALT = {};

    private final SecretBytes pseudorandomKey;
    private final String keyId;
    private volatile boolean erased;

    RootKey(SecretBytes material) {
        this.pseudorandomKey = Hkdf.extract(NO_SALT, material);
        this.keyId = HexFormat.of()
                .formatHex(Hkdf.expand(pseudorandomKey, ID_LABEL, ID_BYTES).revealSecret());
    }

    /// A new root key, written to `keyFile` and on disk when this returns. An existing file is never replaced.
    ///
    /// @throws RootKeyException where `keyFile` exists
    /// @throws IOException where the file cannot be written
    public static RootKey create(Path keyFile, Entropy entropy) throws IOException {
        SecretBytes material = SecretBytes.owning(entropy.bytes(KEY_BYTES));
        try {
            RootKey key = new RootKey(material);
            RootKeyFile.create(keyFile, material, key.keyId);
            return key;
        } finally {
            material.erase();
        }
    }

    /// The root key in `keyFile`.
    ///
    /// @throws RootKeyException where the file is missing, damaged, or open to other users than its owner
    /// @throws IOException where the file cannot be read
    public static RootKey load(Path keyFile) throws IOException {
        RootKeyFile.Content content = RootKeyFile.read(keyFile);
        try {
            RootKey key = new RootKey(content.material());
            if (!key.keyId.equals(content.keyId())) {
                throw new RootKeyException(
                        "The root key file " + keyFile + " is damaged: its key does not match its id " + content.keyId()
                                + ". Put a backup of the file in its place.");
            }
            return key;
        } finally {
            content.material().erase();
        }
    }

    /// The root key for a data folder that was sealed under `expectedKeyId`; null means that nothing is sealed yet,
    /// and only then a missing `keyFile` is created.
    ///
    /// @throws RootKeyException where the data need another key than the file holds, and as [#load] says
    /// @throws IOException where the file cannot be read or written
    public static RootKey openFor(Path keyFile, @Nullable String expectedKeyId, Entropy entropy) throws IOException {
        if (expectedKeyId == null) {
            return Files.exists(keyFile) ? load(keyFile) : create(keyFile, entropy);
        }
        return loadFor(keyFile, expectedKeyId);
    }

    /// The root key in `keyFile`, which must be `expectedKeyId`.
    static RootKey loadFor(Path keyFile, String expectedKeyId) throws IOException {
        if (!Files.exists(keyFile)) {
            throw new RootKeyException("The root key file " + keyFile
                    + " is missing, and the data are sealed under root"
                    + " key " + expectedKeyId + ". Put that file back from its backup, or say where it is. A new key"
                    + " could not open the data, so none was made.");
        }
        RootKey key = load(keyFile);
        if (!key.keyId.equals(expectedKeyId)) {
            throw new RootKeyException("The root key file " + keyFile + " holds root key " + key.keyId
                    + ", but the data are sealed under root key " + expectedKeyId
                    + ". Put the file of that key in its place, or name the data folder that belongs to this one.");
        }
        return key;
    }

    /// Names this key without telling anything of it: 32 hexadecimal digits, derived one way.
    public String keyId() {
        return keyId;
    }

    @Override
    public int newest() {
        return Keyring.FIRST_GENERATION;
    }

    @Override
    public SecretBytes derive(int generation, byte[] info, int sizeBytes) {
        if (generation != Keyring.FIRST_GENERATION) {
            throw new SealException("A root key has one generation, not " + generation);
        }
        SecretBytes derived = Hkdf.expand(pseudorandomKey, info, sizeBytes);
        if (erased) {
            throw new SealException("The root key is erased: the server is sealed");
        }
        return derived;
    }

    /// Overwrites the key. Whoever uses it then gets an error and no key made of zeros.
    public void erase() {
        erased = true;
        pseudorandomKey.erase();
    }

    @Override
    public String toString() {
        return "RootKey[" + keyId + "]";
    }
}
