package gatehouse.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A call of KMS's as often as it is asked for, with 64 bytes each time that no other has, in Base64 between the
/// rest of its body.
record KmsCall(String operation, String before, String after) {
    private static final int BYTES = 64;

    static KmsCall encrypt(String keyId) {
        return new KmsCall(
                "Encrypt",
                "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"",
                "\",\"EncryptionContext\":{\"purpose\":\"test\"}}");
    }

    static KmsCall generateDataKey(String keyId) {
        return new KmsCall(
                "GenerateDataKey",
                "{\"KeyId\":\"" + keyId
                        + "\",\"KeySpec\":\"AES_256\",\"EncryptionContext\":{\"purpose\":\"test\",\"id\":\"",
                "\"}}");
    }

    static KmsCall sign(String keyId, String algorithm) {
        return new KmsCall(
                "Sign",
                "{\"KeyId\":\"" + keyId + "\",\"SigningAlgorithm\":\"" + algorithm + "\",\"Message\":\"",
                "\"}");
    }

    /// A call that computes nothing: only a member that no model has is another one each time.
    static KmsCall getPublicKey(String keyId) {
        return new KmsCall("GetPublicKey", "{\"KeyId\":\"" + keyId + "\",\"Other\":\"", "\"}");
    }

    byte[] body(int index) {
        byte[] own = new byte[BYTES];
        for (int at = 0, word = index; at < BYTES; at += 4, word = word * 1_664_525 + 1_013_904_223) {
            own[at] = (byte) word;
            own[at + 1] = (byte) (word >>> 8);
            own[at + 2] = (byte) (word >>> 16);
            own[at + 3] = (byte) (word >>> 24);
        }
        return (before + Base64.getEncoder().encodeToString(own) + after).getBytes(StandardCharsets.US_ASCII);
    }
}
