package gatehouse.keys.kms;

import static gatehouse.keys.kms.KeyUsage.ENCRYPT_DECRYPT;
import static gatehouse.keys.kms.KeyUsage.GENERATE_VERIFY_MAC;
import static gatehouse.keys.kms.KeyUsage.KEY_AGREEMENT;
import static gatehouse.keys.kms.KeyUsage.SIGN_VERIFY;

import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.MacAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a key is made of, and which uses that allows; the first use is the default where there is one.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
public enum KeySpec {
    SYMMETRIC_DEFAULT(32, null, ENCRYPT_DECRYPT),
    HMAC_224(28, MacAlgorithm.HMAC_SHA_224),
    HMAC_256(32, MacAlgorithm.HMAC_SHA_256),
    HMAC_384(48, MacAlgorithm.HMAC_SHA_384),
    HMAC_512(64, MacAlgorithm.HMAC_SHA_512),
    RSA_2048(KeyPairSpec.RSA_2048, ENCRYPT_DECRYPT, SIGN_VERIFY),
    RSA_3072(KeyPairSpec.RSA_3072, ENCRYPT_DECRYPT, SIGN_VERIFY),
    RSA_4096(KeyPairSpec.RSA_4096, ENCRYPT_DECRYPT, SIGN_VERIFY),
    ECC_NIST_P256(KeyPairSpec.ECC_NIST_P256, SIGN_VERIFY, KEY_AGREEMENT),
    ECC_NIST_P384(KeyPairSpec.ECC_NIST_P384, SIGN_VERIFY, KEY_AGREEMENT),
    ECC_NIST_P521(KeyPairSpec.ECC_NIST_P521, SIGN_VERIFY, KEY_AGREEMENT),
    ECC_SECG_P256K1(KeyPairSpec.ECC_SECG_P256K1, SIGN_VERIFY),
    ECC_NIST_EDWARDS25519(KeyPairSpec.ECC_NIST_EDWARDS25519, SIGN_VERIFY),
    SM2(KeyPairSpec.SM2, ENCRYPT_DECRYPT, SIGN_VERIFY, KEY_AGREEMENT),
    ML_DSA_44(KeyPairSpec.ML_DSA_44, SIGN_VERIFY),
    ML_DSA_65(KeyPairSpec.ML_DSA_65, SIGN_VERIFY),
    ML_DSA_87(KeyPairSpec.ML_DSA_87, SIGN_VERIFY);

    private final int secretBytes;
    private final @Nullable KeyPairSpec pair;
    private final @Nullable MacAlgorithm mac;
    private final List<KeyUsage> usages;

    KeySpec(int secretBytes, @Nullable MacAlgorithm mac, KeyUsage usage) {
        this.secretBytes = secretBytes;
        this.pair = null;
        this.mac = mac;
        this.usages = List.of(usage);
    }

    KeySpec(int secretBytes, MacAlgorithm mac) {
        this(secretBytes, mac, GENERATE_VERIFY_MAC);
    }

    KeySpec(KeyPairSpec pair, KeyUsage... usages) {
        this.secretBytes = 0;
        this.pair = pair;
        this.mac = null;
        this.usages = List.of(usages);
    }

    /// The spec of AWS's word, unless there is none.
    static Optional<KeySpec> of(String word) {
        return Arrays.stream(values()).filter(spec -> spec.name().equals(word)).findFirst();
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
        return usages.contains(usage);
    }

    /// The usage of a key whose creator names none: encryption for secret keys; pairs and MACs have no default.
    boolean hasDefaultUsage() {
        return this == SYMMETRIC_DEFAULT;
    }
}
