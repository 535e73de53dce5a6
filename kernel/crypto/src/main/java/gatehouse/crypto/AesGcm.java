package gatehouse.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-GCM (NIST SP 800-38D) with nonces of 96 bits and tags of 128 bits: what is encrypted is kept secret, and
/// neither it nor the additional data can be changed unnoticed.
///
/// **Never use a nonce twice under one key**: the second use reveals both plaintexts' difference and lets anyone forge.
/// With random nonces one key is good for 2^32 encryptions (SP 800-38D, 8.3); [Sealer] derives a key for each.
public final class AesGcm {
    public static final int NONCE_BYTES = 12;
    public static final int TAG_BYTES = 16;

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final Provider PROVIDER = NativeCrypto.provider("Cipher", ALGORITHM);
    private static final Pool<Cipher> CIPHERS = new Pool<>(() -> Cipher.getInstance(ALGORITHM, PROVIDER));

    private AesGcm() {}

    /// The ciphertext of `plaintext`, as long as it, followed by the tag of [#TAG_BYTES].
    ///
    /// @param key 16, 24 or 32 bytes
    /// @param nonce [#NONCE_BYTES] bytes, never used before with this key
    /// @param aad what the ciphertext is bound to: the same must be given to decrypt; may be empty
    public static byte[] encrypt(SecretBytes key, byte[] nonce, byte[] aad, byte[] plaintext) {
        byte[] ciphertext = new byte[plaintext.length + TAG_BYTES];
        encrypt(key, nonce, aad, plaintext, ciphertext, 0);
        return ciphertext;
    }

    /// As the other, with the ciphertext and its tag in `target`, from `at` on.
    public static void encrypt(SecretBytes key, byte[] nonce, byte[] aad, byte[] plaintext, byte[] target, int at) {
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, aad);
        try {
            cipher.doFinal(plaintext, 0, plaintext.length, target, at);
            CIPHERS.giveBack(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not encrypt", e);
        }
    }

    /// The plaintext of what [#encrypt] returned.
    ///
    /// @throws SealException where ciphertext, tag, nonce or additional data are not those of the encryption, or
    ///     the key is another: which of them, cannot be told
    public static byte[] decrypt(SecretBytes key, byte[] nonce, byte[] aad, byte[] ciphertext) {
        if (ciphertext.length < TAG_BYTES) {
            throw refused();
        }
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, aad);
        try {
            byte[] plaintext = cipher.doFinal(ciphertext);
            CIPHERS.giveBack(cipher);
            return plaintext;
        } catch (AEADBadTagException _) {
            throw refused();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not decrypt", e);
        }
    }

    private static Cipher cipher(int mode, SecretBytes key, byte[] nonce, byte[] aad) {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("A nonce has " + NONCE_BYTES + " bytes");
        }
        try {
            SecretKeySpec aes = new SecretKeySpec(key.revealSecret(), "AES");
            Cipher cipher = initialized(mode, aes, new GCMParameterSpec(TAG_BYTES * 8, nonce));
            cipher.updateAAD(aad);
            return cipher;
        } catch (NoSuchAlgorithmException e) {
            throw NativeCrypto.broken(e);
        } catch (NoSuchPaddingException e) {
            throw new IllegalStateException("AES-GCM is missing from this Java", e);
        } catch (GeneralSecurityException _) {
            // The cause may describe the key: it is left behind.
            throw new IllegalArgumentException("An AES key of " + key.size() + " bytes is refused");
        }
    }

    private static Cipher initialized(int mode, SecretKeySpec key, GCMParameterSpec parameters)
            throws GeneralSecurityException {
        Cipher cipher = CIPHERS.take();
        try {
            cipher.init(mode, key, parameters);
        } catch (InvalidAlgorithmParameterException _) {
            // It remembers its last key and nonce and refuses them: whether they may come again is our caller's to
            // know.
            cipher = Cipher.getInstance(ALGORITHM, PROVIDER);
            cipher.init(mode, key, parameters);
        }
        return cipher;
    }

    private static SealException refused() {
        return new SealException("The ciphertext is not authentic");
    }
}
