package gatehouse.crypto.asymmetric;

import static gatehouse.crypto.asymmetric.EncryptionAlgorithm.RSAES_OAEP_SHA_1;
import static gatehouse.crypto.asymmetric.EncryptionAlgorithm.RSAES_OAEP_SHA_256;
import static gatehouse.crypto.asymmetric.EncryptionAlgorithm.SM2PKE;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.ECDSA_SHA_256;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.ECDSA_SHA_384;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.ECDSA_SHA_512;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.ED25519_PH_SHA_512;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.ED25519_SHA_512;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.ML_DSA_SHAKE_256;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_256;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_384;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_512;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.RSASSA_PSS_SHA_256;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.RSASSA_PSS_SHA_384;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.RSASSA_PSS_SHA_512;
import static gatehouse.crypto.asymmetric.SigningAlgorithm.SM2DSA;

import gatehouse.crypto.SecretBytes;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The key specs of KMS's asymmetric keys, and what keys of each can do (KMS Developer Guide, "Key spec
/// reference").
@SuppressWarnings("ImmutableEnumChecker") // Its lists are List.of, and its family is made once.
public enum KeyPairSpec {
    RSA_2048(() -> new RsaFamily(2048), Signs.RSA, Encrypts.RSA),
    RSA_3072(() -> new RsaFamily(3072), Signs.RSA, Encrypts.RSA),
    RSA_4096(() -> new RsaFamily(4096), Signs.RSA, Encrypts.RSA),
    ECC_NIST_P256(() -> new EcFamily(Curve.P256), List.of(ECDSA_SHA_256), Encrypts.NOTHING),
    ECC_NIST_P384(() -> new EcFamily(Curve.P384), List.of(ECDSA_SHA_384), Encrypts.NOTHING),
    ECC_NIST_P521(() -> new EcFamily(Curve.P521), List.of(ECDSA_SHA_512), Encrypts.NOTHING),
    ECC_SECG_P256K1(() -> new EcFamily(Curve.P256K1), List.of(ECDSA_SHA_256), Encrypts.NOTHING),
    ECC_NIST_EDWARDS25519(() -> new Ed25519Family(), List.of(ED25519_SHA_512, ED25519_PH_SHA_512), Encrypts.NOTHING),
    SM2(() -> new Sm2Family(), List.of(SM2DSA), List.of(SM2PKE)),
    ML_DSA_44(() -> new MlDsaFamily(MlDsaFamily.Parameters.ML_DSA_44), Signs.ML_DSA, Encrypts.NOTHING),
    ML_DSA_65(() -> new MlDsaFamily(MlDsaFamily.Parameters.ML_DSA_65), Signs.ML_DSA, Encrypts.NOTHING),
    ML_DSA_87(() -> new MlDsaFamily(MlDsaFamily.Parameters.ML_DSA_87), Signs.ML_DSA, Encrypts.NOTHING);

    private final Supplier<KeyFamily> maker;
    /// Made when it is first asked for: it needs Bouncy Castle, whose jar is signed, and to check that takes
    /// a third of a start. Two threads may make it at once, and then it is the same.
    private volatile @Nullable KeyFamily family;

    private final List<SigningAlgorithm> signingAlgorithms;
    private final List<EncryptionAlgorithm> encryptionAlgorithms;

    KeyPairSpec(
            Supplier<KeyFamily> maker,
            List<SigningAlgorithm> signingAlgorithms,
            List<EncryptionAlgorithm> encryptionAlgorithms) {
        this.maker = maker;
        this.signingAlgorithms = signingAlgorithms;
        this.encryptionAlgorithms = encryptionAlgorithms;
    }

    /// A new key pair. RSA_4096 takes about a second.
    public KeyPairMaterial generate() {
        return family().generate();
    }

    /// The key pair of an imported private key: its public key is derived, and both are in the form that
    /// [#generate] gives.
    ///
    /// @param pkcs8 a private key as PKCS#8 (RFC 5208, RFC 5958), DER, not encrypted
    /// @throws InvalidKeyMaterialException where it is not a key of this spec (kind, modulus bits, curve), or
    ///     its parts do not belong together
    public KeyPairMaterial imported(SecretBytes pkcs8) throws InvalidKeyMaterialException {
        return family().imported(pkcs8);
    }

    /// The signing algorithms of keys of this spec, in the order in which KMS lists them; empty where they do
    /// not sign.
    public List<SigningAlgorithm> signingAlgorithms() {
        return signingAlgorithms;
    }

    /// The encryption algorithms of keys of this spec, in the order in which KMS lists them; empty where they
    /// do not encrypt.
    public List<EncryptionAlgorithm> encryptionAlgorithms() {
        return encryptionAlgorithms;
    }

    /// Whether keys of this spec agree on secrets, by ECDH.
    public boolean agreesOnSecrets() {
        return switch (this) {
            case ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521, SM2 -> true;
            case RSA_2048, RSA_3072, RSA_4096, ECC_SECG_P256K1, ECC_NIST_EDWARDS25519 -> false;
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> false;
        };
    }

    KeyFamily family() {
        KeyFamily made = family;
        if (made == null) {
            made = maker.get();
            family = made;
        }
        return made;
    }

    /// The bytes of an RSA key's modulus, and so of its signatures and ciphertexts.
    int modulusBytes() {
        if (family() instanceof RsaFamily rsa) {
            return rsa.modulusBytes();
        }
        throw new IllegalArgumentException(this + " has no modulus");
    }

    void require(SigningAlgorithm algorithm) {
        if (!signingAlgorithms.contains(algorithm)) {
            throw new IllegalArgumentException(this + " keys do not sign with " + algorithm);
        }
    }

    void require(EncryptionAlgorithm algorithm) {
        if (!encryptionAlgorithms.contains(algorithm)) {
            throw new IllegalArgumentException(this + " keys do not encrypt with " + algorithm);
        }
    }

    /// Lists that several specs share.
    private static final class Signs {
        private static final List<SigningAlgorithm> RSA = List.of(
                RSASSA_PKCS1_V1_5_SHA_256,
                RSASSA_PKCS1_V1_5_SHA_384,
                RSASSA_PKCS1_V1_5_SHA_512,
                RSASSA_PSS_SHA_256,
                RSASSA_PSS_SHA_384,
                RSASSA_PSS_SHA_512);
        private static final List<SigningAlgorithm> ML_DSA = List.of(ML_DSA_SHAKE_256);
    }

    /// The same for encryption.
    private static final class Encrypts {
        private static final List<EncryptionAlgorithm> RSA = List.of(RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256);
        private static final List<EncryptionAlgorithm> NOTHING = List.of();
    }
}
