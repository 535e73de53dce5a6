package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// How key material is wrapped for import under a public key of KMS (GetParametersForImport).
/// RSA_AES_KEY_WRAP is PKCS#11's CKM_RSA_AES_KEY_WRAP: a 256-bit AES key, encrypted with RSAES-OAEP, followed
/// by the key material, wrapped under it with padding (RFC 5649).
public enum WrappingAlgorithm {
    RSAES_OAEP_SHA_1(EncryptionAlgorithm.RSAES_OAEP_SHA_1),
    RSAES_OAEP_SHA_256(EncryptionAlgorithm.RSAES_OAEP_SHA_256),
    RSA_AES_KEY_WRAP_SHA_1(EncryptionAlgorithm.RSAES_OAEP_SHA_1),
    RSA_AES_KEY_WRAP_SHA_256(EncryptionAlgorithm.RSAES_OAEP_SHA_256),
    SM2PKE(EncryptionAlgorithm.SM2PKE);

    private static final String KEY_WRAP = "AES/KWP/NoPadding";
    private static final String AES = "AES";
    private static final int AES_KEY_BYTES = 32;

    private final EncryptionAlgorithm encryption;

    WrappingAlgorithm(EncryptionAlgorithm encryption) {
        this.encryption = encryption;
    }

    /// Whether this wraps anything to so many bytes under keys of that spec, as far as the spec alone tells.
    public boolean wrapsTo(int bytes, KeyPairSpec spec) {
        return switch (this) {
            case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256 -> bytes == spec.modulusBytes();
            case RSA_AES_KEY_WRAP_SHA_1, RSA_AES_KEY_WRAP_SHA_256 -> bytes > spec.modulusBytes();
            case SM2PKE -> true;
        };
    }

    /// The key material in `wrapped`; the caller erases it.
    ///
    /// @param key of an RSA spec, or for SM2PKE of SM2
    /// @throws InvalidCiphertextException where it does not unwrap, for whatever reason
    /// @throws IllegalArgumentException where `key` is of another spec
    public SecretBytes unwrap(OpenedPrivateKey key, byte[] wrapped) throws InvalidCiphertextException {
        return switch (this) {
            case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256, SM2PKE -> SecretBytes.owning(key.decrypt(encryption, wrapped));
            case RSA_AES_KEY_WRAP_SHA_1, RSA_AES_KEY_WRAP_SHA_256 -> unwrapInTwoSteps(key, wrapped);
        };
    }

    private SecretBytes unwrapInTwoSteps(OpenedPrivateKey key, byte[] wrapped) throws InvalidCiphertextException {
        int split = key.spec().modulusBytes();
        if (wrapped.length <= split) {
            throw new InvalidCiphertextException();
        }
        byte[] aesKey = key.decrypt(encryption, Arrays.copyOf(wrapped, split));
        try {
            if (aesKey.length != AES_KEY_BYTES) {
                throw new InvalidCiphertextException();
            }
            return unwrapKey(Toolkit.NATIVE_FIRST, aesKey, Arrays.copyOfRange(wrapped, split, wrapped.length));
        } finally {
            Arrays.fill(aesKey, (byte) 0);
        }
    }

    /// RFC 5649.
    static SecretBytes unwrapKey(Toolkit toolkit, byte[] aesKey, byte[] wrapped) throws InvalidCiphertextException {
        try {
            Cipher cipher = Cipher.getInstance(KEY_WRAP, toolkit.nativeOrJdk("Cipher", KEY_WRAP));
            cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(aesKey, AES));
            return SecretBytes.owning(
                    cipher.unwrap(wrapped, AES, Cipher.SECRET_KEY).getEncoded());
        } catch (GeneralSecurityException _) {
            throw new InvalidCiphertextException();
        }
    }
}
