package gatehouse.crypto.asymmetric;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/// The signature schemes of RFC 8017 over [RawRsa]. KMS signs digests as well as messages, which JCA's
/// signatures of the native provider do not; so all signatures are of digests here, and there is one way.
final class RsaPadding {
    private final RawRsa rsa;
    private final RSAKeyParameters sizes;
    private final int modulusBytes;

    /// @param sizes the public key: of it the padding takes the modulus' length
    RsaPadding(RawRsa rsa, RSAKeyParameters sizes) {
        this.rsa = rsa;
        this.sizes = sizes;
        this.modulusBytes = (sizes.getModulus().bitLength() + 7) / 8;
    }

    byte[] sign(SigningAlgorithm algorithm, byte[] digest) {
        try {
            return isPss(algorithm)
                    ? pss(true, algorithm, digest).generateSignature()
                    : rsa.power(pkcs1(algorithm, digest));
        } catch (CryptoException e) {
            throw new IllegalStateException(
                    "RSA does not sign here: " + e.getClass().getName());
        }
    }

    boolean verify(SigningAlgorithm algorithm, byte[] digest, byte[] signature) {
        if (signature.length != modulusBytes) {
            return false;
        }
        if (isPss(algorithm)) {
            return pss(false, algorithm, digest).verifySignature(signature);
        }
        try {
            return MessageDigest.isEqual(rsa.power(signature), pkcs1(algorithm, digest));
        } catch (InvalidCipherTextException _) {
            return false;
        }
    }

    private PSSSigner pss(boolean forSigning, SigningAlgorithm algorithm, byte[] digest) {
        Digest hash = algorithm.hash().bouncy();
        PSSSigner signer = PSSSigner.createRawSigner(rsa, hash);
        signer.init(forSigning, sizes);
        signer.update(digest, 0, digest.length);
        return signer;
    }

    /// The whole block that a signature is the power of (RFC 8017, 9.2): a verifier that builds it too and
    /// compares, rather than parse it, cannot be deceived.
    private byte[] pkcs1(SigningAlgorithm algorithm, byte[] digest) {
        byte[] prefix = digestInfo(algorithm.hash());
        byte[] block = new byte[modulusBytes];
        int digestAt = modulusBytes - digest.length;
        int prefixAt = digestAt - prefix.length;
        block[1] = 1;
        Arrays.fill(block, 2, prefixAt - 1, (byte) 0xFF);
        System.arraycopy(prefix, 0, block, prefixAt, prefix.length);
        System.arraycopy(digest, 0, block, digestAt, digest.length);
        return block;
    }

    /// What stands before a digest in DER's DigestInfo (RFC 8017, 9.2, note 1).
    private static byte[] digestInfo(Hash hash) {
        return HexFormat.of()
                .parseHex(
                        switch (hash) {
                            case SHA_256 -> "3031300d060960864801650304020105000420";
                            case SHA_384 -> "3041300d060960864801650304020205000430";
                            case SHA_512 -> "3051300d060960864801650304020305000440";
                            case SHA_1, SM3, SHAKE_256 ->
                                throw new IllegalArgumentException("KMS does not sign with " + hash);
                        });
    }

    private static boolean isPss(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512 -> true;
            case RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512 -> false;
            case ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512, SM2DSA -> throw notRsa(algorithm);
            case ML_DSA_SHAKE_256, ED25519_SHA_512, ED25519_PH_SHA_512 -> throw notRsa(algorithm);
        };
    }

    private static IllegalArgumentException notRsa(SigningAlgorithm algorithm) {
        return new IllegalArgumentException(algorithm + " is not RSA's");
    }
}
