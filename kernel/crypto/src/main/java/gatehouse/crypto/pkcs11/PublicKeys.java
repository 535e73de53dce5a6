package gatehouse.crypto.pkcs11;

import gatehouse.crypto.pkcs11.TokenSessions.Session;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

/// The public halves of a token's key pairs, as Java has them.
final class PublicKeys {
    private static final byte UNCOMPRESSED = 4;

    private PublicKeys() {}

    static PublicKey of(Session session, long object) throws CryptokiException {
        try {
            byte[] modulus = TokenObjects.attribute(session, object, Ck.MODULUS);
            byte[] exponent = TokenObjects.attribute(session, object, Ck.PUBLIC_EXPONENT);
            if (modulus != null && exponent != null) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(new BigInteger(1, modulus), new BigInteger(1, exponent)));
            }
            byte[] curve = TokenObjects.attribute(session, object, Ck.EC_PARAMS);
            byte[] point = TokenObjects.attribute(session, object, Ck.EC_POINT);
            if (curve != null && point != null) {
                return ec(curve, point);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A token has a public key that is none", e);
        }
        throw new CryptokiException(Ck.C_GET_ATTRIBUTE_VALUE, Ck.MECHANISM_INVALID);
    }

    /// The point is an octet string in DER that holds `04`, x and y.
    private static PublicKey ec(byte[] identifier, byte[] point) throws GeneralSecurityException {
        for (EcCurve curve : EcCurve.values()) {
            if (Arrays.equals(curve.identifier(), identifier)) {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec(curve.javaName()));
                ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
                int coordinate = (spec.getCurve().getField().getFieldSize() + 7) / 8;
                int from = point.length - 2 * coordinate;
                if (from < 1 || point[from - 1] != UNCOMPRESSED) {
                    throw new GeneralSecurityException("a point in another form");
                }
                BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, from, from + coordinate));
                BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, from + coordinate, point.length));
                return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), spec));
            }
        }
        throw new GeneralSecurityException("another curve");
    }
}
