package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.RootLock.Source;
import gatehouse.crypto.RootLock.Stretching;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Objects;

/// A root key that Argon2id makes of a passphrase: UTF-8, as it was typed. It belongs to its giver, who erases it.
///
/// The cost is the second recommended choice of RFC 9106, section 4: 64 MiB, three passes, four lanes. A wrong
/// passphrase costs as much as the right one.
public record RootKeyFromPassphrase(SecretBytes passphrase) implements RootKeySource {
    /// What one secret alone must have to be used without a second (NIST SP 800-63B-4, 3.1.1.2).
    public static final int CHARACTERS_MIN = 15;

    public static final int BYTES_MAX = 1024;

    private static final Argon2id COST = new Argon2id(64 << 10, 3, 4);
    private static final int SALT_BYTES = 16;

    @Override
    public Made make(Entropy entropy) {
        requireStrength();
        byte[] salt = entropy.bytes(SALT_BYTES);
        Stretching stretching = new Stretching(salt, COST.memoryKibibytes(), COST.passes(), COST.lanes());
        return new Made(stretch(stretching), new RootLock(Source.PASSPHRASE, stretching, null));
    }

    @Override
    public RootKey open(RootLock lock, String keyId) {
        RootKey key = stretch(Objects.requireNonNull(lock.stretching()));
        if (!key.keyId().equals(keyId)) {
            key.erase();
            throw new WrongRootSecretException("The passphrase is wrong.");
        }
        return key;
    }

    private RootKey stretch(Stretching how) {
        Argon2id cost = new Argon2id(how.memoryKibibytes(), how.passes(), how.lanes());
        SecretBytes material = SecretBytes.owning(cost.hash(passphrase.revealSecret(), how.salt(), RootKey.KEY_BYTES));
        try {
            return new RootKey(material);
        } finally {
            material.erase();
        }
    }

    @Override
    public String toString() {
        return "RootKeyFromPassphrase";
    }

    private void requireStrength() {
        int characters;
        try {
            CharBuffer decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(passphrase.revealSecret()));
            characters = Character.codePointCount(decoded, 0, decoded.length());
            Arrays.fill(decoded.array(), '\0');
        } catch (CharacterCodingException _) {
            throw new RootKeyException("The passphrase is not text in UTF-8.");
        }
        if (characters < CHARACTERS_MIN || passphrase.size() > BYTES_MAX) {
            throw new RootKeyException("A passphrase has at least " + CHARACTERS_MIN + " characters and at most "
                    + BYTES_MAX + " bytes. Five or more random words are easy to type and hard to guess.");
        }
    }
}
