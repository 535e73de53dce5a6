package gatehouse.keys.kms;

import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.MacAlgorithm;
import org.jspecify.annotations.Nullable;

/// What a key is made of, and which uses that allows.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
public enum KeySpec {
    SYMMETRIC_DEFAULT(32, null),
    HMAC_224(28, MacAlgorithm.HMAC_SHA_224),
    HMAC_256(32, MacAlgorithm.HMAC_SHA_256),
    HMAC_384(48, MacAlgorithm.HMAC_SHA_384),
    HMAC_512(64, MacAlgorithm.HMAC_SHA_512),
    RSA_2048(KeyPairSpec.RSA_2048),
    RSA_3072(KeyPairSpec.RSA_3072),
    RSA_4096(KeyPairSpec.RSA_4096),
    ECC_NIST_P256(KeyPairSpec.ECC_NIST_P256),
    ECC_NIST_P384(KeyPairSpec.ECC_NIST_P384),
    ECC_NIST_P521(KeyPairSpec.ECC_NIST_P521),
    ECC_SECG_P256K1(KeyPairSpec.ECC_SECG_P256K1),
    ECC_NIST_EDWARDS25519(KeyPairSpec.ECC_NIST_EDWARDS25519),
    SM2(KeyPairSpec.SM2),
    ML_DSA_44(KeyPairSpec.ML_DSA_44),
    ML_DSA_65(KeyPairSpec.ML_DSA_65),
    ML_DSA_87(KeyPairSpec.ML_DSA_87);

    private final int secretBytes;
    private final @Nullable KeyPairSpec pair;
    private final @Nullable MacAlgorithm mac;

    KeySpec(int secretBytes, @Nullable MacAlgorithm mac) {
        this.secretBytes = secretBytes;
        this.pair = null;
        this.mac = mac;
    }

    KeySpec(KeyPairSpec pair) {
        this.secretBytes = 0;
        this.pair = pair;
        this.mac = null;
    }

    /// AWS's word for it.
    gatehouse.model.kms.KeySpec word() {
        return new gatehouse.model.kms.KeySpec(name());
    }

    /// The bytes of a secret key; 0 for key pairs.
    int secretBytes() {
        return secretBytes;
    }

    /// The spec of the key pair; null for secret keys.
    @Nullable
    KeyPairSpec pair() {
        return pair;
    }

    /// The one algorithm of a key for MACs; null for others.
    @Nullable
    MacAlgorithm mac() {
        return mac;
    }

    /// Whether keys of this spec have old generations: others would no longer verify, decrypt or agree with what their
    /// public key or a stored MAC says.
    boolean rotates() {
        return this == SYMMETRIC_DEFAULT;
    }

    boolean allows(KeyUsage usage) {
        return switch (usage) {
            case ENCRYPT_DECRYPT ->
                this == SYMMETRIC_DEFAULT
                        || (pair != null && !pair.encryptionAlgorithms().isEmpty());
            case SIGN_VERIFY -> pair != null;
            case GENERATE_VERIFY_MAC -> mac != null;
            case KEY_AGREEMENT -> pair != null && pair.agreesOnSecrets();
        };
    }

    /// Whether a creator may leave the usage out: only of keys that encrypt symmetrically.
    boolean hasDefaultUsage() {
        return this == SYMMETRIC_DEFAULT;
    }
}
