package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EncryptionTest {
    /// "hello".
    private static final String PLAINTEXT = "aGVsbG8=";

    @TempDir
    private Path folder;

    private KmsFixture kms;

    @BeforeEach
    void start() throws IOException {
        kms = KmsFixture.in(folder);
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void whatWasEncryptedDecryptsWithItsContextAlone() {
        String key = kms.key();
        Answer encrypted = encrypt(key, "{'purpose':'test','tenant':'7'}");

        assertThat(encrypted.text("KeyId")).isEqualTo(arn(key));
        assertThat(encrypted.text("EncryptionAlgorithm")).isEqualTo("SYMMETRIC_DEFAULT");
        Answer decrypted = decrypt(encrypted, "{'tenant':'7','purpose':'test'}");
        assertThat(decrypted.text("Plaintext")).isEqualTo(PLAINTEXT);
        assertThat(decrypted.text("KeyId")).isEqualTo(arn(key));
        assertThat(decrypted.text("KeyMaterialId")).matches("[0-9a-f]{64}");

        decrypt(encrypted, "{'tenant':'8','purpose':'test'}").isRefusedWith("InvalidCiphertextException", "");
        decrypt(encrypted, "{'tenant':'7'}").isRefusedWith("InvalidCiphertextException", "");
        decrypt(encrypted, "{'Tenant':'7','purpose':'test'}").isRefusedWith("InvalidCiphertextException", "");
        decrypt(encrypted, "{}").isRefusedWith("InvalidCiphertextException", "");
    }

    @Test
    void whatIsNoCiphertextIsInvalidWhoeverAsks() {
        kms.key();
        String nobody = kms.identities.user(ACCOUNT, "nobody");

        decrypt(nobody, new byte[] {1}).isRefusedWith("InvalidCiphertextException", "");
        decrypt(nobody, new byte[300]).isRefusedWith("InvalidCiphertextException", "");
    }

    @Test
    void aCiphertextOfAnotherRegionsKeyIsUnreachable() {
        byte[] ciphertext = encrypt(kms.key(), "{}").bytes("CiphertextBlob");

        kms.callIn("eu-west-1", kms.root, "Decrypt", "{'CiphertextBlob':'" + base64(ciphertext) + "'}")
                .isRefusedWith(
                        "AccessDeniedException",
                        "The ciphertext refers to a customer master key that does not exist, does not exist in this"
                                + " region, or you are not allowed to access.");
    }

    @Test
    void decryptWithAnotherKeyThanTheCiphertextsIsIncorrect() {
        String key = kms.key();
        String ciphertext = encrypt(key, "{}").text("CiphertextBlob");

        for (String other : List.of(kms.key(), kms.key("HMAC_224", "GENERATE_VERIFY_MAC"))) {
            kms.call(kms.root, "Decrypt", "{'KeyId':'" + other + "','CiphertextBlob':'" + ciphertext + "'}")
                    .isRefusedWith(
                            "IncorrectKeyException",
                            "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        kms.call(kms.root, "Decrypt", "{'KeyId':'" + key + "','CiphertextBlob':'" + ciphertext + "'}")
                .ok();
    }

    @Test
    void plaintextsHaveFrom1To4096Bytes() {
        String key = kms.key();
        for (int size : new int[] {1, 4096}) {
            byte[] plaintext = new byte[size];
            Answer encrypted = encrypt(kms.root, key, base64(plaintext), "{}");
            assertThat(encrypted.bytes("CiphertextBlob")).hasSize(size + Ciphertext.OVERHEAD_BYTES);
            assertThat(decrypt(encrypted, "{}").bytes("Plaintext")).isEqualTo(plaintext);
        }
        encrypt(kms.root, key, "", "{}").isRefusedWith("ValidationException");
        encrypt(kms.root, key, base64(new byte[4097]), "{}").isRefusedWith("ValidationException");
    }

    @Test
    void aContextThatIsTooLongIsRefused() {
        encrypt(kms.key(), "{'k':'" + "v".repeat(8192) + "'}").isRefusedWith("ValidationException");
    }

    @Test
    void algorithmsOfOtherKeysAreRefused() {
        kms.call(
                        kms.root,
                        "Encrypt",
                        "{'KeyId':'" + kms.key() + "','Plaintext':'" + PLAINTEXT
                                + "','EncryptionAlgorithm':'RSAES_OAEP_SHA_256'}")
                .isRefusedWith(
                        "InvalidKeyUsageException",
                        "Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.");
    }

    @Test
    void aDryRunTellsWhatWouldHaveHappened() {
        String key = kms.key();
        String body = "{'KeyId':'" + key + "','Plaintext':'" + PLAINTEXT + "','DryRun':true}";

        kms.call(kms.root, "Encrypt", body)
                .isRefusedWith(
                        "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        kms.call(kms.identities.user(ACCOUNT, "nobody"), "Encrypt", body).isRefusedWith("AccessDeniedException");
        kms.call(kms.root, "DisableKey", "{'KeyId':'" + key + "'}").ok();
        kms.call(kms.root, "Encrypt", body).isRefusedWith("DisabledException", arn(key) + " is disabled.");
    }

    @Test
    void aUserMayDoWhatItsPolicySaysWithTheContextThatItNames() {
        String key = kms.key();
        String alice = kms.identities.user(
                ACCOUNT,
                "alice",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:Encrypt\",\"Resource\":\"" + arn(key)
                        + "\",\"Condition\":{\"StringEquals\":{\"kms:EncryptionContext:purpose\":\"test\"}}}");

        Answer encrypted = encrypt(alice, key, PLAINTEXT, "{'purpose':'test'}");
        encrypted.ok();
        encrypt(alice, key, PLAINTEXT, "{'purpose':'other'}")
                .isRefusedWith("AccessDeniedException", denied("Encrypt", key));
        encrypt(alice, key, PLAINTEXT, "{}").isRefusedWith("AccessDeniedException", denied("Encrypt", key));
        decrypt(alice, encrypted.bytes("CiphertextBlob"))
                .isRefusedWith("AccessDeniedException", denied("Decrypt", key));

        JsonNode event = kms.event("Decrypt");
        assertThat(event.path("errorCode").asString()).isEqualTo("AccessDenied");
        assertThat(event.path("errorMessage").asString()).isEqualTo(denied("Decrypt", key));
    }

    @Test
    void usesAreRecordedWithoutWhatIsSecret() {
        String key = kms.key();
        Answer encrypted = encrypt(key, "{'purpose':'test'}");
        JsonNode event = kms.event("Encrypt");

        assertThat(event.path("readOnly").asBoolean()).isTrue();
        assertThat(event.path("eventSource").asString()).isEqualTo("kms.amazonaws.com");
        assertThat(event.path("requestParameters").path("keyId").asString()).isEqualTo(key);
        assertThat(event.path("requestParameters")
                        .path("encryptionContext")
                        .path("purpose")
                        .asString())
                .isEqualTo("test");
        assertThat(event.path("requestParameters").has("plaintext")).isFalse();
        assertThat(event.path("responseElements").isNull()).isTrue();
        assertThat(event.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(key));
        assertThat(event.path("resources").get(0).path("type").asString()).isEqualTo("AWS::KMS::Key");
        assertThat(event.toString()).doesNotContain(PLAINTEXT);

        decrypt(encrypted, "{'purpose':'test'}").ok();
        JsonNode decryption = kms.event("Decrypt");
        assertThat(decryption.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(key));
        assertThat(decryption.path("requestParameters").has("ciphertextBlob")).isFalse();
        assertThat(decryption.path("additionalEventData").path("keyMaterialId").asString())
                .matches("[0-9a-f]{64}");
        assertThat(decryption.toString()).doesNotContain(PLAINTEXT).doesNotContain(encrypted.text("CiphertextBlob"));
    }

    @Test
    void whatIsNotBuiltIsRefusedByName() {
        String ciphertext = encrypt(kms.key(), "{}").text("CiphertextBlob");

        kms.call(
                        kms.root,
                        "Decrypt",
                        "{'CiphertextBlob':'" + ciphertext
                                + "','Recipient':{'KeyEncryptionAlgorithm':'RSAES_OAEP_SHA_256','AttestationDocument':'YQ=='}}")
                .isRefusedWith(
                        "UnsupportedOperationException", "Gatehouse does not support Recipient yet. Nothing was done.");
    }

    private static String denied(String operation, String key) {
        return "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:" + operation
                + " on resource: " + arn(key) + " because no identity-based policy allows the kms:" + operation
                + " action";
    }

    private Answer encrypt(String key, String context) {
        return encrypt(kms.root, key, PLAINTEXT, context);
    }

    private Answer encrypt(String accessKey, String key, String plaintext, String context) {
        return kms.call(
                accessKey,
                "Encrypt",
                "{'KeyId':'" + key + "','Plaintext':'" + plaintext + "','EncryptionContext':" + context + "}");
    }

    private Answer decrypt(Answer encrypted, String context) {
        return kms.call(
                kms.root,
                "Decrypt",
                "{'CiphertextBlob':'" + encrypted.text("CiphertextBlob") + "','EncryptionContext':" + context + "}");
    }

    private Answer decrypt(String accessKey, byte[] ciphertext) {
        return kms.call(accessKey, "Decrypt", "{'CiphertextBlob':'" + base64(ciphertext) + "'}");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void aDryRunMayIgnoreTheCiphertext() {
        String key = kms.key();
        String body = "{'KeyId':'" + key + "','DryRunModifiers':['IGNORE_CIPHERTEXT']";
        kms.call(kms.root, "Decrypt", body + ",'DryRun':true}").isRefusedWith("DryRunOperationException");
        kms.call(kms.root, "Decrypt", body + "}").isRefusedWith("ValidationException");
        kms.call(kms.root, "Decrypt", "{'DryRun':true,'DryRunModifiers':['IGNORE_CIPHERTEXT']}")
                .isRefusedWith("ValidationException");
        String nobody = kms.identities.user(KmsFixture.ACCOUNT, "nobody");
        kms.call(nobody, "Decrypt", body + ",'DryRun':true}").isRefusedWith("AccessDeniedException");
        kms.call(kms.root, "DisableKey", "{'KeyId':'" + key + "'}").ok();
        kms.call(kms.root, "Decrypt", body + ",'DryRun':true}").isRefusedWith("DisabledException");
    }
}
