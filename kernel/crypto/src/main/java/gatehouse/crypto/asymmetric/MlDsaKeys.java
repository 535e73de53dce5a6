package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPublicKeyParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSASigner;

/// Reads and writes ML-DSA keys (RFC 9881): the seed, the expanded key, or both. We write the seed where
/// there is one.
final class MlDsaKeys {
    static final int SEED_BYTES = 32;

    private static final String WHAT = "an ML-DSA private key";
    private static final byte[] PROBE = {1};

    private MlDsaKeys() {}

    static KeyPairMaterial ofSeed(AlgorithmIdentifier algorithm, MLDSAParameters parameters, byte[] seed) {
        MLDSAPrivateKeyParameters key = new MLDSAPrivateKeyParameters(parameters, seed);
        return new KeyPairMaterial(
                Der.privateKey(algorithm, new DERTaggedObject(false, 0, new DEROctetString(seed))),
                Der.publicKey(algorithm, key.getPublicKey()));
    }

    static KeyPairMaterial imported(AlgorithmIdentifier algorithm, MLDSAParameters parameters, SecretBytes pkcs8)
            throws InvalidKeyMaterialException {
        PrivateKeyInfo info = requireKind(algorithm, pkcs8);
        ASN1Primitive value = Der.read(WHAT, () -> Der.wrapped(info));
        KeyPairMaterial material = switch (value) {
            case ASN1TaggedObject seed -> ofSeed(algorithm, parameters, seed(seed));
            case ASN1OctetString expanded -> ofExpanded(algorithm, parameters, expanded.getOctets());
            case ASN1Sequence both -> ofBoth(algorithm, parameters, both);
            default -> throw new InvalidKeyMaterialException("The key material is not " + WHAT + ".");
        };
        Der.requireSamePublicKey(
                info,
                SubjectPublicKeyInfo.getInstance(material.publicKey())
                        .getPublicKeyData()
                        .getOctets());
        return material;
    }

    static PrivateKeyInfo requireKind(AlgorithmIdentifier algorithm, SecretBytes pkcs8)
            throws InvalidKeyMaterialException {
        PrivateKeyInfo info = Der.privateKey(pkcs8);
        if (!algorithm.equals(info.getPrivateKeyAlgorithm())) {
            throw new InvalidKeyMaterialException("The private key is not one of this ML-DSA parameter set.");
        }
        return info;
    }

    private static byte[] seed(ASN1TaggedObject tagged) throws InvalidKeyMaterialException {
        byte[] seed = Der.read(WHAT, () -> {
            if (!tagged.hasContextTag(0)) {
                throw new IllegalArgumentException("Another tag");
            }
            return ASN1OctetString.getInstance(tagged, false).getOctets();
        });
        return requireSeed(seed);
    }

    private static byte[] requireSeed(byte[] seed) throws InvalidKeyMaterialException {
        if (seed.length != SEED_BYTES) {
            throw new InvalidKeyMaterialException("The seed of the ML-DSA private key has not 32 bytes.");
        }
        return seed;
    }

    private static KeyPairMaterial ofBoth(AlgorithmIdentifier algorithm, MLDSAParameters parameters, ASN1Sequence both)
            throws InvalidKeyMaterialException {
        ASN1OctetString[] parts = Der.read(WHAT, () -> {
            if (both.size() != 2) {
                throw new IllegalArgumentException("Other parts");
            }
            return new ASN1OctetString[] {part(both.getObjectAt(0)), part(both.getObjectAt(1))};
        });
        byte[] seed = requireSeed(parts[0].getOctets());
        byte[] expanded = new MLDSAPrivateKeyParameters(parameters, seed).getEncoded();
        boolean same = MessageDigest.isEqual(expanded, parts[1].getOctets());
        Arrays.fill(expanded, (byte) 0);
        if (!same) {
            throw new InvalidKeyMaterialException("The seed and the expanded ML-DSA private key are of two keys.");
        }
        return ofSeed(algorithm, parameters, seed);
    }

    private static ASN1OctetString part(ASN1Encodable part) {
        return ASN1OctetString.getInstance(part);
    }

    /// From an expanded key its seed cannot be found again, but its public key. Whether its parts belong
    /// together shows a signature.
    private static KeyPairMaterial ofExpanded(
            AlgorithmIdentifier algorithm, MLDSAParameters parameters, byte[] expanded)
            throws InvalidKeyMaterialException {
        if (expanded.length <= SEED_BYTES) {
            throw new InvalidKeyMaterialException("The key material is not " + WHAT + ".");
        }
        MLDSAPrivateKeyParameters key = Der.read(WHAT, () -> new MLDSAPrivateKeyParameters(parameters, expanded));
        byte[] publicBytes = Der.read(WHAT, key::getPublicKey);
        boolean works = Arrays.equals(key.getEncoded(), expanded)
                && Der.read(WHAT, () -> signs(key, new MLDSAPublicKeyParameters(parameters, publicBytes)));
        if (!works) {
            throw new InvalidKeyMaterialException("The parts of the ML-DSA private key do not belong together.");
        }
        return new KeyPairMaterial(
                Der.privateKey(algorithm, new DEROctetString(expanded)), Der.publicKey(algorithm, publicBytes));
    }

    private static boolean signs(MLDSAPrivateKeyParameters key, MLDSAPublicKeyParameters publicKey) {
        try {
            MLDSASigner signer = new MLDSASigner();
            signer.init(true, key);
            signer.update(PROBE, 0, PROBE.length);
            byte[] signature = signer.generateSignature();
            MLDSASigner verifier = new MLDSASigner();
            verifier.init(false, publicKey);
            verifier.update(PROBE, 0, PROBE.length);
            return verifier.verifySignature(signature);
        } catch (CryptoException _) {
            return false;
        }
    }
}
