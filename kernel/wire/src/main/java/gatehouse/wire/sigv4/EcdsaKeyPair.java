package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.sigv4.Sha256.HmacKey;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/// The key pair of P-256 that SigV4a derives from an access key: the KDF in counter mode of NIST SP 800-108 with
/// HMAC-SHA-256, until its value lies in the group's range.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html and AWS's
/// reference implementation in https://github.com/awslabs/aws-c-auth (source/key_derivation.c)
record EcdsaKeyPair(PrivateKey privateKey, PublicKey publicKey) {
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int COUNTER_MAX = 254;
    private static final byte[] LABEL = SigningAlgorithm.ECDSA.word().getBytes(US_ASCII);

    static EcdsaKeyPair derive(String accessKeyId, String secretAccessKey) {
        try {
            ECParameterSpec curve = curve();
            PrivateKey privateKey = KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(scalar(accessKeyId, secretAccessKey, curve), curve));
            return new EcdsaKeyPair(privateKey, publicKey(privateKey, curve));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static BigInteger scalar(String accessKeyId, String secretAccessKey, ECParameterSpec curve) {
        Sha256 sha256 = new Sha256();
        HmacKey key = new HmacKey(("AWS4A" + secretAccessKey).getBytes(UTF_8));
        BigInteger largest = curve.getOrder().subtract(BigInteger.TWO);
        for (int counter = 1; counter <= COUNTER_MAX; counter++) {
            GrowableBytes input = new GrowableBytes(64);
            input.put(0).put(0).put(0).put(1).put(LABEL).put(0).put(accessKeyId);
            input.put(counter).put(0).put(0).put(1).put(0);
            BigInteger candidate = new BigInteger(1, sha256.hmac(key, input));
            if (candidate.compareTo(largest) <= 0) {
                return candidate.add(BigInteger.ONE);
            }
        }
        throw new IllegalStateException("254 hashes of 256 bits were all beyond the order of P-256");
    }

    /// The JDK has no call for this. A key agreement with the curve's generator gives the public point's x, in
    /// the JDK's constant time; of the two points with that x it is the one that verifies a signature.
    private static PublicKey publicKey(PrivateKey privateKey, ECParameterSpec curve) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("EC");
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(privateKey);
        agreement.doPhase(keys.generatePublic(new ECPublicKeySpec(curve.getGenerator(), curve)), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger square = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        // P-256's p is 3 modulo 4, so that this power is a root.
        BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        PublicKey one = keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
        GrowableBytes probe = new GrowableBytes(LABEL.length).put(LABEL);
        return verifies(one, probe, sign(privateKey, probe))
                ? one
                : keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, p.subtract(y)), curve));
    }

    /// The signature in DER.
    byte[] sign(GrowableBytes message) {
        return sign(privateKey, message);
    }

    private static byte[] sign(PrivateKey key, GrowableBytes message) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(key);
            signature.update(message.array(), 0, message.size());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with ECDSA", e);
        }
    }

    /// Whether that is a signature of the message, in DER, by the owner of the key.
    static boolean verifies(PublicKey key, GrowableBytes message, byte[] der) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(key);
            signature.update(message.array(), 0, message.size());
            return signature.verify(der);
        } catch (SignatureException _) {
            return false; // It is no signature at all.
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the key was derived here", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK verifies ECDSA", e);
        }
    }

    @Override
    public String toString() {
        return "EcdsaKeyPair[hidden]";
    }
}
