package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.math.BigInteger;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// Reads and writes RSA keys of two primes (RFC 8017, appendix A.1).
final class RsaKeys {
    private static final AlgorithmIdentifier ALGORITHM =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    private static final BigInteger EXPONENT_MIN = BigInteger.valueOf(65_537); // FIPS 186-5, A.1.1
    private static final int EXPONENT_BITS_MAX = 33; // More, and AWS-LC refuses the key.

    /// Wrong with a probability of 2^-100 for any number (FIPS 186-5, table B.1, asks for less).
    private static final int PRIME_CERTAINTY_BITS = 100;

    private RsaKeys() {}

    static KeyPairMaterial material(RSAPrivateKey key) {
        RSAPublicKey publicKey = new RSAPublicKey(key.getModulus(), key.getPublicExponent());
        return new KeyPairMaterial(Der.privateKey(ALGORITHM, key), Der.publicKey(ALGORITHM, Der.encode(publicKey)));
    }

    /// The private key in `pkcs8`, with all its numbers checked against each other: a key with a wrong one
    /// would sign wrongly, and could so reveal the others.
    static RSAPrivateKey checked(SecretBytes pkcs8, int modulusBits) throws InvalidKeyMaterialException {
        PrivateKeyInfo info = Der.privateKey(pkcs8);
        if (!isRsa(info.getPrivateKeyAlgorithm())) {
            throw new InvalidKeyMaterialException("The private key is not an RSA key.");
        }
        RSAPrivateKey key = Der.read("an RSA private key", () -> RSAPrivateKey.getInstance(Der.wrapped(info)));
        if (!key.getVersion().equals(BigInteger.ZERO)) {
            throw new InvalidKeyMaterialException("RSA keys of more than two primes are not supported.");
        }
        requireSize(key.getModulus(), key.getPublicExponent(), modulusBits);
        if (!arePrimesOf(key, modulusBits) || !areExponents(key)) {
            throw new InvalidKeyMaterialException("The numbers of the RSA private key do not belong together.");
        }
        Der.requireSamePublicKey(info, Der.encode(new RSAPublicKey(key.getModulus(), key.getPublicExponent())));
        return key;
    }

    /// The public key in `spki`, which is one of this size.
    static RSAPublicKey publicKey(byte[] spki, int modulusBits) throws InvalidKeyMaterialException {
        SubjectPublicKeyInfo info = Der.publicKey(spki);
        if (!isRsa(info.getAlgorithm())) {
            throw new InvalidKeyMaterialException("The public key is not an RSA key.");
        }
        RSAPublicKey key = Der.read(
                "an RSA public key",
                () -> RSAPublicKey.getInstance(Der.whole(info.getPublicKeyData().getOctets())));
        requireSize(key.getModulus(), key.getPublicExponent(), modulusBits);
        return key;
    }

    static void requireSize(BigInteger modulus, BigInteger exponent, int modulusBits)
            throws InvalidKeyMaterialException {
        if (modulus.signum() <= 0 || modulus.bitLength() != modulusBits) {
            throw new InvalidKeyMaterialException("The RSA key has not " + modulusBits + " bits.");
        }
        boolean exponentFits = exponent.compareTo(EXPONENT_MIN) >= 0
                && exponent.bitLength() <= EXPONENT_BITS_MAX
                && exponent.testBit(0);
        if (!exponentFits) {
            throw new InvalidKeyMaterialException("The public exponent of the RSA key is not supported.");
        }
    }

    private static boolean isRsa(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
                && (algorithm.getParameters() == null || DERNull.INSTANCE.equals(algorithm.getParameters()));
    }

    private static boolean arePrimesOf(RSAPrivateKey key, int modulusBits) {
        BigInteger p = key.getPrime1();
        BigInteger q = key.getPrime2();
        return p.signum() > 0
                && q.signum() > 0
                && p.bitLength() == modulusBits / 2
                && q.bitLength() == modulusBits / 2
                && p.multiply(q).equals(key.getModulus())
                // Nearer primes are found from the modulus alone (FIPS 186-5, A.1.3).
                && p.subtract(q).abs().bitLength() > modulusBits / 2 - 100
                && p.isProbablePrime(PRIME_CERTAINTY_BITS)
                && q.isProbablePrime(PRIME_CERTAINTY_BITS);
    }

    private static boolean areExponents(RSAPrivateKey key) {
        BigInteger d = key.getPrivateExponent();
        BigInteger pMinus1 = key.getPrime1().subtract(BigInteger.ONE);
        BigInteger qMinus1 = key.getPrime2().subtract(BigInteger.ONE);
        BigInteger ed = key.getPublicExponent().multiply(d);
        return d.bitLength() > key.getModulus().bitLength() / 2
                && d.compareTo(key.getModulus()) < 0
                && ed.mod(pMinus1).equals(BigInteger.ONE)
                && ed.mod(qMinus1).equals(BigInteger.ONE)
                && d.mod(pMinus1).equals(key.getExponent1())
                && d.mod(qMinus1).equals(key.getExponent2())
                && key.getCoefficient().signum() > 0
                && key.getCoefficient().compareTo(key.getPrime1()) < 0
                && key.getCoefficient()
                        .multiply(key.getPrime2())
                        .mod(key.getPrime1())
                        .equals(BigInteger.ONE);
    }
}
