package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.Vectors.Vector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/// Keys that many tests use, and every use that keys have.
final class Fixtures {
    static final Map<KeyPairSpec, Curve> CURVES = new EnumMap<>(Map.of(
            KeyPairSpec.ECC_NIST_P256, Curve.P256,
            KeyPairSpec.ECC_NIST_P384, Curve.P384,
            KeyPairSpec.ECC_NIST_P521, Curve.P521,
            KeyPairSpec.ECC_SECG_P256K1, Curve.P256K1,
            KeyPairSpec.SM2, Curve.SM2));

    private static final Map<KeyPairSpec, KeyPairMaterial> KEYS = new ConcurrentHashMap<>();
    private static final Map<Opened, OpenedPrivateKey> PRIVATE_KEYS = new ConcurrentHashMap<>();
    private static final Map<Opened, OpenedPublicKey> PUBLIC_KEYS = new ConcurrentHashMap<>();

    private Fixtures() {}

    /// A key pair of `spec`: always the same.
    static KeyPairMaterial key(KeyPairSpec spec) {
        return KEYS.computeIfAbsent(spec, KeyPairSpec::generate);
    }

    /// The opened private key of `spec`. It is everyone's: nobody closes it.
    static OpenedPrivateKey privateKey(KeyPairSpec spec, Toolkit toolkit) {
        return PRIVATE_KEYS.computeIfAbsent(new Opened(spec, toolkit), Opened::privateKey);
    }

    static OpenedPublicKey publicKey(KeyPairSpec spec, Toolkit toolkit) {
        return PUBLIC_KEYS.computeIfAbsent(
                new Opened(spec, toolkit), _ -> opened(spec, key(spec).publicKey(), toolkit));
    }

    static OpenedPublicKey opened(KeyPairSpec spec, byte[] spki, Toolkit toolkit) {
        try {
            return OpenedPublicKey.open(spec, spki, toolkit);
        } catch (InvalidKeyMaterialException e) {
            throw new AssertionError(e);
        }
    }

    /// A private number as PKCS#8, and its public key.
    static KeyPairMaterial ec(KeyPairSpec spec, BigInteger number) {
        return EcKeys.material(curve(spec), number);
    }

    static byte[] ecPublicKey(KeyPairSpec spec, BigInteger x, BigInteger y) {
        Curve curve = curve(spec);
        return Der.publicKey(
                curve.algorithm(),
                Curve.encode(curve.domain().getCurve().createPoint(x, y).normalize()));
    }

    static Curve curve(KeyPairSpec spec) {
        Curve curve = CURVES.get(spec);
        if (curve == null) {
            throw new IllegalArgumentException(spec + " has no curve");
        }
        return curve;
    }

    static byte[] rsaPublicKey(Vector vector) {
        return Der.publicKey(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                Der.encode(new RSAPublicKey(vector.number("n"), vector.number("e"))));
    }

    static byte[] derSignature(BigInteger r, BigInteger s) {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(new ASN1Integer(r));
        parts.add(new ASN1Integer(s));
        return Der.encode(new DERSequence(parts));
    }

    static SecretBytes ed25519(byte[] seed) {
        return Der.privateKey(Ed25519Family.ALGORITHM, new DEROctetString(seed));
    }

    /// Every way in which some key signs.
    static List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (KeyPairSpec spec : KeyPairSpec.values()) {
            for (SigningAlgorithm algorithm : spec.signingAlgorithms()) {
                algorithm.messageTypes().stream().sorted().forEach(type -> uses.add(new Use(spec, algorithm, type)));
            }
        }
        return uses;
    }

    /// A key spec, one of its algorithms, and a type of message that it takes.
    record Use(KeyPairSpec spec, SigningAlgorithm algorithm, MessageType type) {
        /// What is given to sign for `message`.
        byte[] input(byte[] message) {
            return switch (type) {
                case RAW -> message;
                case DIGEST -> algorithm.hash().of(message);
                case EXTERNAL_MU -> Hash.SHAKE_256.of(message);
            };
        }

        byte[] sign(Toolkit toolkit, byte[] message) {
            try {
                return privateKey(spec, toolkit).sign(algorithm, type, input(message));
            } catch (InvalidMessageException e) {
                throw new AssertionError(e);
            }
        }

        boolean verify(Toolkit toolkit, byte[] message, byte[] signature) {
            try {
                return publicKey(spec, toolkit).verify(algorithm, type, input(message), signature);
            } catch (InvalidMessageException e) {
                throw new AssertionError(e);
            }
        }
    }

    private record Opened(KeyPairSpec spec, Toolkit toolkit) {
        OpenedPrivateKey privateKey() {
            try {
                return OpenedPrivateKey.open(spec, key(spec).privateKey(), toolkit);
            } catch (InvalidKeyMaterialException e) {
                throw new AssertionError(e);
            }
        }
    }
}
