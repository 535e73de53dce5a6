package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.ECPoint;

/// Reads and writes the keys of a curve (RFC 5915, RFC 5480), SM2's included.
final class EcKeys {
    private EcKeys() {}

    static KeyPairMaterial material(Curve curve, BigInteger privateNumber) {
        byte[] point = Curve.encode(curve.publicPoint(privateNumber));
        ECPrivateKey key = new ECPrivateKey(
                curve.domain().getN().bitLength(), privateNumber, new DERBitString(point), (ASN1Encodable) null);
        return new KeyPairMaterial(Der.privateKey(curve.algorithm(), key), Der.publicKey(curve.algorithm(), point));
    }

    /// The key pair in `pkcs8`, checked and brought into our form.
    static KeyPairMaterial imported(Curve curve, SecretBytes pkcs8) throws InvalidKeyMaterialException {
        PrivateKeyInfo info = Der.privateKey(pkcs8);
        ECPrivateKey key = key(curve, info);
        BigInteger number = number(curve, key);
        byte[] derived = Curve.encode(curve.publicPoint(number));
        ASN1BitString named = Der.read("an elliptic curve private key", key::getPublicKey);
        if (named != null && !isEncodingOf(curve, Der.octets(named), derived)) {
            throw new InvalidKeyMaterialException("The public key in the key material is another key's.");
        }
        Der.requireSamePublicKey(info, derived);
        return material(curve, number);
    }

    /// The private number of a key, between 1 and the curve's order.
    static BigInteger privateNumber(Curve curve, SecretBytes pkcs8) throws InvalidKeyMaterialException {
        return number(curve, key(curve, Der.privateKey(pkcs8)));
    }

    /// The point of a public key: on the curve, and not infinity.
    static ECPoint publicPoint(Curve curve, byte[] spki) throws InvalidKeyMaterialException {
        SubjectPublicKeyInfo info = Der.publicKey(spki);
        if (!curve.algorithm().equals(info.getAlgorithm())) {
            throw new InvalidKeyMaterialException("The public key is not of the curve " + curve.jcaName() + ".");
        }
        return Der.read(
                "a point of the curve " + curve.jcaName(),
                () -> curve.domain()
                        .validatePublicPoint(curve.domain()
                                .getCurve()
                                .decodePoint(info.getPublicKeyData().getOctets()))
                        .normalize());
    }

    private static ECPrivateKey key(Curve curve, PrivateKeyInfo info) throws InvalidKeyMaterialException {
        if (!curve.algorithm().equals(info.getPrivateKeyAlgorithm())) {
            throw new InvalidKeyMaterialException("The private key is not of the curve " + curve.jcaName() + ".");
        }
        ECPrivateKey key = Der.read("an elliptic curve private key", () -> ECPrivateKey.getInstance(Der.wrapped(info)));
        ASN1Encodable named = Der.read("an elliptic curve private key", key::getParametersObject);
        if (named != null && !curve.algorithm().getParameters().equals(named)) {
            throw new InvalidKeyMaterialException("The private key names two curves.");
        }
        return key;
    }

    private static BigInteger number(Curve curve, ECPrivateKey key) throws InvalidKeyMaterialException {
        BigInteger number = Der.read("an elliptic curve private key", key::getKey);
        if (number.signum() <= 0 || number.compareTo(curve.domain().getN()) >= 0) {
            throw new InvalidKeyMaterialException("The private key is outside the order of " + curve.jcaName() + ".");
        }
        return number;
    }

    private static boolean isEncodingOf(Curve curve, byte[] point, byte[] derived) throws InvalidKeyMaterialException {
        ECPoint decoded = Der.read(
                "an elliptic curve private key", () -> curve.domain().getCurve().decodePoint(point));
        return Arrays.equals(Curve.encode(decoded.normalize()), derived);
    }
}
