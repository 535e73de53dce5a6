package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.crypto.RootLock.Source;
import gatehouse.crypto.RootLock.Wrapping;
import gatehouse.crypto.pkcs11.Token;
import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.crypto.pkcs11.TokenLimits;
import gatehouse.crypto.pkcs11.TokenLocation;
import java.nio.file.Path;
import java.util.Objects;

/// A root key that a PKCS#11 token wraps: random, encrypted with AES-GCM by a key that cannot leave the token. Where
/// the token has no key of that label, it makes one. The PIN belongs to its giver, who erases it.
public record RootKeyFromToken(Path library, String token, String key, SecretBytes pin) implements RootKeySource {
    private static final byte[] BOUND_TO = "gatehouse root key in token 1".getBytes(US_ASCII);

    @Override
    public Made make(Entropy entropy) {
        SecretBytes material = SecretBytes.owning(entropy.bytes(RootKey.KEY_BYTES));
        try {
            byte[] wrapped = with(token, opened -> {
                if (!opened.hasKey(key)) {
                    opened.generateAesKey(key);
                }
                requireKept(opened, key);
                return opened.encrypt(key, BOUND_TO, material.revealSecret());
            });
            return new Made(new RootKey(material), new RootLock(Source.TOKEN, null, new Wrapping(token, key, wrapped)));
        } finally {
            material.erase();
        }
    }

    @Override
    public RootKey open(RootLock lock, String keyId) {
        Wrapping wrapping = Objects.requireNonNull(lock.wrapping());
        SecretBytes material = SecretBytes.owning(with(wrapping.token(), opened -> {
            requireKept(opened, wrapping.key());
            return opened.decrypt(wrapping.key(), BOUND_TO, wrapping.wrappedKey());
        }));
        try {
            RootKey opened = new RootKey(material);
            if (!opened.keyId().equals(keyId)) {
                throw new RootKeyException("The token " + wrapping.token() + " gives another root key than " + keyId
                        + ", under which the data are sealed.");
            }
            return opened;
        } finally {
            material.erase();
        }
    }

    @FunctionalInterface
    private interface Work {
        byte[] with(Token token) throws TokenException;
    }

    private byte[] with(String label, Work work) {
        TokenLocation location = new TokenLocation(library.toAbsolutePath(), label);
        // The token erases the PIN that it is given.
        SecretBytes own = SecretBytes.owning(pin.revealSecret().clone());
        try (Token opened = Token.open(location, own, TokenLimits.DEFAULTS)) {
            return work.with(opened);
        } catch (TokenException e) {
            throw refused(label, e);
        } finally {
            own.erase();
        }
    }

    private void requireKept(Token opened, String label) throws TokenException {
        if (!opened.keeps(label)) {
            throw new RootKeyException("The key " + label + " can leave the token "
                    + opened.location().label()
                    + ": make one that is sensitive and not extractable, or name one that is not there yet.");
        }
    }

    private RootKeyException refused(String label, TokenException e) {
        return switch (e.failure()) {
            case WRONG_PIN, PIN_LOCKED, NO_USER ->
                new WrongRootSecretException("The token " + label + " refuses the PIN. Tokens lock themselves after a"
                        + " few wrong ones: look before you try again.");
            case NO_SUCH_KEY -> new RootKeyException(e.getMessage() + ". Without that very key the data do not open.");
            case UNAVAILABLE, TIMED_OUT, IN_USE, KEY_EXISTS, INVALID_CIPHERTEXT, UNSUPPORTED ->
                new RootKeyException(e.getMessage() + ". Its library is " + library + ", whose tokens are listed by:"
                        + " pkcs11-tool --module " + library + " --list-token-slots");
        };
    }

    @Override
    public String toString() {
        return "RootKeyFromToken[" + token + ", " + key + "]";
    }
}
