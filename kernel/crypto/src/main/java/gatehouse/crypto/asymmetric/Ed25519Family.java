package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdDSAParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;

/// Ed25519 and Ed25519ph (RFC 8032, RFC 8410).
final class Ed25519Family implements KeyFamily {
    private static final String ED25519 = "Ed25519";
    private static final String NATIVE_PREHASHED = "Ed25519ph";
    static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112"));

    @Override
    public KeyPairMaterial generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(
                    ED25519, Toolkit.NATIVE_FIRST.nativeOrJdk("KeyPairGenerator", ED25519));
            EdECPrivateKey key = (EdECPrivateKey) generator.generateKeyPair().getPrivate();
            byte[] seed = key.getBytes().orElseThrow(() -> new IllegalStateException("A new key has no bytes"));
            try {
                return material(seed);
            } finally {
                Arrays.fill(seed, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw Toolkit.broken("The generation of Ed25519 keys", e);
        }
    }

    @Override
    public KeyPairMaterial imported(SecretBytes pkcs8) throws InvalidKeyMaterialException {
        PrivateKeyInfo info = Der.privateKey(pkcs8);
        byte[] seed = seed(info);
        try {
            Der.requireSamePublicKey(info, publicBytes(seed));
            return material(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    @Override
    public PrivateOperations openPrivate(SecretBytes pkcs8, Toolkit toolkit) throws InvalidKeyMaterialException {
        byte[] seed = seed(Der.privateKey(pkcs8));
        Arrays.fill(seed, (byte) 0);
        return ways(toolkit).signing(JcaKeys.privateKey(ED25519, toolkit.nativeOrJdk("KeyFactory", ED25519), pkcs8));
    }

    @Override
    public PublicOperations openPublic(byte[] spki, Toolkit toolkit) throws InvalidKeyMaterialException {
        SubjectPublicKeyInfo info = Der.publicKey(spki);
        if (!ALGORITHM.equals(info.getAlgorithm())) {
            throw new InvalidKeyMaterialException("The public key is not an Ed25519 key.");
        }
        Der.read(
                "an Ed25519 public key",
                () -> new Ed25519PublicKeyParameters(info.getPublicKeyData().getOctets()));
        return ways(toolkit).verifying(JcaKeys.publicKey(ED25519, toolkit.nativeOrJdk("KeyFactory", ED25519), spki));
    }

    private static KeyPairMaterial material(byte[] seed) {
        return new KeyPairMaterial(
                Der.privateKey(ALGORITHM, new DEROctetString(seed)), Der.publicKey(ALGORITHM, publicBytes(seed)));
    }

    private static byte[] publicBytes(byte[] seed) {
        return new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    }

    /// A copy of the private key's 32 bytes.
    private static byte[] seed(PrivateKeyInfo info) throws InvalidKeyMaterialException {
        if (!ALGORITHM.equals(info.getPrivateKeyAlgorithm())) {
            throw new InvalidKeyMaterialException("The private key is not an Ed25519 key.");
        }
        ASN1OctetString seed = Der.read("an Ed25519 private key", () -> ASN1OctetString.getInstance(Der.wrapped(info)));
        if (seed.getOctetsLength() != Ed25519PrivateKeyParameters.KEY_SIZE) {
            throw new InvalidKeyMaterialException("The private key is not an Ed25519 key.");
        }
        return seed.getOctets().clone();
    }

    private static JcaSigner.Algorithm pure(Toolkit toolkit) {
        return () -> Signature.getInstance(ED25519, toolkit.nativeOrJdk("Signature", ED25519));
    }

    private static JcaSigner.Algorithm prehashed(Toolkit toolkit) {
        if (toolkit.runsNative()) {
            return () -> Signature.getInstance(NATIVE_PREHASHED, toolkit.nativeOrJdk("Signature", NATIVE_PREHASHED));
        }
        return () -> {
            Signature signature = pure(toolkit).make();
            signature.setParameter(new EdDSAParameterSpec(true));
            return signature;
        };
    }

    private static TwoWays ways(Toolkit toolkit) {
        return new TwoWays(
                pure(toolkit),
                prehashed(toolkit),
                (algorithm, type) -> algorithm == SigningAlgorithm.ED25519_PH_SHA_512);
    }
}
