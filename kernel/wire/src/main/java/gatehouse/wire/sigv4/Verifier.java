package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import java.security.PublicKey;
import java.util.HexFormat;

/// Checks signatures of one access key's secret: of a request, and of the chunks of its body.
final class Verifier {
    private final SignatureV4 signature;
    private final SigningKeys keys;
    private final String secretAccessKey;
    private final Sha256 sha256;

    Verifier(SignatureV4 signature, SigningKeys keys, String secretAccessKey, Sha256 sha256) {
        this.signature = signature;
        this.keys = keys;
        this.secretAccessKey = secretAccessKey;
        this.sha256 = sha256;
    }

    /// Whether `hex` signs that. The comparison takes the same time wherever they differ.
    boolean accepts(GrowableBytes stringToSign, String hex) {
        return switch (signature.algorithm()) {
            case HMAC ->
                Sha256.isHexOf(
                        sha256.hmac(
                                keys.keyFor(signature.accessKeyId(), signature.scope(), secretAccessKey), stringToSign),
                        hex);
            case ECDSA -> acceptsAsymmetric(stringToSign, hex);
        };
    }

    private boolean acceptsAsymmetric(GrowableBytes stringToSign, String hex) {
        // DER needs 72 bytes at most.
        if (hex.isEmpty() || hex.length() % 2 != 0 || hex.length() > 144 || !isLowerCaseHex(hex)) {
            return false;
        }
        PublicKey key = keys.publicKeyFor(signature.accessKeyId(), secretAccessKey);
        return EcdsaKeyPair.verifies(key, stringToSign, HexFormat.of().parseHex(hex));
    }

    private static boolean isLowerCaseHex(String hex) {
        return hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /// The same for a signature of another time.
    Verifier at(SignatureV4 then) {
        return new Verifier(then, keys, secretAccessKey, sha256);
    }

    SignatureV4 signature() {
        return signature;
    }

    Sha256 sha256() {
        return sha256;
    }
}
