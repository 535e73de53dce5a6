package gatehouse.wire.sigv4;

import org.jspecify.annotations.Nullable;

/// How a request is signed.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
public enum SigningAlgorithm {
    /// SigV4: an HMAC with a key derived for one day, region and service.
    HMAC("AWS4-HMAC-SHA256", 5, "keyid/date/region/service/term"),
    /// SigV4a: ECDSA over P-256 with a key derived from the access key, good for every region of a set.
    ECDSA("AWS4-ECDSA-P256-SHA256", 4, "keyid/date/service/term");

    private final String word;
    private final int credentialParts;
    private final String credentialForm;

    SigningAlgorithm(String word, int credentialParts, String credentialForm) {
        this.word = word;
        this.credentialParts = credentialParts;
        this.credentialForm = credentialForm;
    }

    /// The name in the Authorization header and in the string to sign.
    public String word() {
        return word;
    }

    int credentialParts() {
        return credentialParts;
    }

    String credentialForm() {
        return credentialForm;
    }

    static @Nullable SigningAlgorithm of(String word) {
        for (SigningAlgorithm each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        return null;
    }
}
