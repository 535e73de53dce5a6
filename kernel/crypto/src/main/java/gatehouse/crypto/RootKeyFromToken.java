package gatehouse.crypto;

import gatehouse.crypto.RootLock.Source;
import gatehouse.crypto.RootLock.Wrapping;
import java.nio.file.Path;
import java.util.Objects;

/// A root key that a PKCS#11 token wraps: random, encrypted with AES-GCM by a key that cannot leave the token. Where
/// the
/// token has no key of that label, it makes one. The PIN belongs to its giver, who erases it.
public record RootKeyFromToken(Path library, String token, String key, SecretBytes pin) implements RootKeySource {
    @Override
    public Made make(Entropy entropy) {
        SecretBytes material = SecretBytes.owning(entropy.bytes(RootKey.KEY_BYTES));
        byte[] nonce = entropy.bytes(AesGcm.NONCE_BYTES);
        try (Token opened = Token.open(library, token, pin)) {
            byte[] wrapped = opened.encrypt(key, nonce, material);
            Wrapping wrapping = new Wrapping(token, key, nonce, wrapped);
            return new Made(new RootKey(material), new RootLock(Source.TOKEN, null, wrapping));
        } finally {
            material.erase();
        }
    }

    @Override
    public RootKey open(RootLock lock, String keyId) {
        Wrapping wrapping = Objects.requireNonNull(lock.wrapping());
        SecretBytes material;
        try (Token opened = Token.open(library, wrapping.token(), pin)) {
            material = opened.decrypt(wrapping.key(), wrapping.nonce(), wrapping.wrappedKey());
        }
        try {
            RootKey key = new RootKey(material);
            if (!key.keyId().equals(keyId)) {
                throw new RootKeyException("The token " + wrapping.token() + " gives another root key than " + keyId
                        + ", under which the data are sealed.");
            }
            return key;
        } finally {
            material.erase();
        }
    }

    @Override
    public String toString() {
        return "RootKeyFromToken[" + token + ", " + key + "]";
    }
}
