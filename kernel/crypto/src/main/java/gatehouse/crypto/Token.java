package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.security.auth.login.LoginException;

/// A PKCS#11 token, logged in, through the JDK's own provider. Closing it logs out.
final class Token implements AutoCloseable {
    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final byte[] BOUND_TO = "gatehouse root key in token 1".getBytes(US_ASCII);
    private static final int AES_BITS = 256;

    private final String label;
    private final Provider provider;
    private final KeyStore keys;

    private Token(String label, Provider provider, KeyStore keys) {
        this.label = label;
        this.provider = provider;
        this.keys = keys;
    }

    /// Logs in at the token with that label.
    ///
    /// @throws WrongRootSecretException where the PIN is wrong
    /// @throws RootKeyException where library or token cannot be used
    static Token open(Path library, String label, SecretBytes pin) {
        if (!Files.isReadable(library)) {
            throw new RootKeyException(
                    "There is no PKCS#11 library " + library + " that can be read. Say where it is: --token-library.");
        }
        char[] letters = letters(pin);
        try {
            Provider provider = provider(library, TokenSlots.slotOf(library, label));
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, letters);
            return new Token(label, provider, keys);
        } catch (IOException e) {
            if (isAboutPin(e)) {
                throw new WrongRootSecretException(
                        "The token " + label
                                + " refuses the PIN. Tokens lock themselves after a few wrong ones: look before you try again.");
            }
            throw unusable(label, e);
        } catch (GeneralSecurityException | ProviderException e) {
            throw unusable(label, e);
        } finally {
            Arrays.fill(letters, '\0');
        }
    }

    /// What SunPKCS11 makes in the token stays there.
    private static Provider provider(Path library, long slot) {
        String path = library.toAbsolutePath().toString();
        if (path.indexOf('"') >= 0 || path.indexOf('\n') >= 0) {
            throw new RootKeyException("The path of a PKCS#11 library has no quotes or line breaks: " + library);
        }
        String configuration = "--name = Root" + slot + "\nlibrary = \"" + path.replace("\\", "\\\\") + "\"\nslot = "
                + slot
                + "\nattributes(*, CKO_SECRET_KEY, *) = {\n  CKA_SENSITIVE = true\n  CKA_EXTRACTABLE = false\n"
                + "  CKA_ENCRYPT = true\n  CKA_DECRYPT = true\n}\n";
        return Security.getProvider("SunPKCS11").configure(configuration);
    }

    /// Encrypts with the AES key of that label, which is made where there is none.
    byte[] encrypt(String keyLabel, byte[] nonce, SecretBytes secret) {
        try {
            if (!keys.containsAlias(keyLabel)) {
                KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
                generator.init(AES_BITS);
                keys.setKeyEntry(keyLabel, generator.generateKey(), null, null);
                keys.store(null, null);
            }
            return cipher(Cipher.ENCRYPT_MODE, keyLabel, nonce).doFinal(secret.revealSecret());
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw unusable(label, e);
        }
    }

    /// Decrypts what [#encrypt] gave.
    SecretBytes decrypt(String keyLabel, byte[] nonce, byte[] ciphertext) {
        try {
            return SecretBytes.owning(
                    cipher(Cipher.DECRYPT_MODE, keyLabel, nonce).doFinal(ciphertext));
        } catch (GeneralSecurityException | ProviderException e) {
            throw unusable(label, e);
        }
    }

    private Cipher cipher(int mode, String keyLabel, byte[] nonce) throws GeneralSecurityException {
        Key key = keys.getKey(keyLabel, null);
        if (!(key instanceof SecretKey) || !key.getAlgorithm().equals("AES")) {
            throw new RootKeyException("The token " + label + " has no AES key with the label " + keyLabel
                    + ". Without that very key the data do not open.");
        }
        if (key.getEncoded() != null) {
            throw new RootKeyException("The key " + keyLabel + " can leave the token " + label
                    + ": make one that is sensitive and not extractable, or name one that is not there yet.");
        }
        Cipher cipher = Cipher.getInstance(AES_GCM, provider);
        cipher.init(mode, key, new GCMParameterSpec(AesGcm.TAG_BYTES * 8, nonce));
        cipher.updateAAD(BOUND_TO);
        return cipher;
    }

    private static char[] letters(SecretBytes pin) {
        CharBuffer decoded = UTF_8.decode(ByteBuffer.wrap(pin.revealSecret()));
        char[] letters = new char[decoded.remaining()];
        decoded.get(letters);
        Arrays.fill(decoded.array(), '\0');
        return letters;
    }

    /// The provider tells it by PKCS#11's name alone: `CKR_PIN_INCORRECT`, `CKR_PIN_INVALID`, `CKR_PIN_LEN_RANGE`.
    private static boolean isAboutPin(Exception failure) {
        String why = deepest(failure);
        return why.startsWith("CKR_PIN_IN") || why.startsWith("CKR_PIN_LEN");
    }

    private static RootKeyException unusable(String label, Exception failure) {
        return new RootKeyException("The token " + label + " cannot be used: " + deepest(failure));
    }

    private static String deepest(Exception failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    @Override
    public void close() {
        try {
            if (provider instanceof AuthProvider session) {
                session.logout();
            }
        } catch (LoginException _) {
            // Its sessions end with the process.
        }
    }
}
