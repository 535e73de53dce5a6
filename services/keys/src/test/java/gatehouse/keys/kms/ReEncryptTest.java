package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReEncryptTest {
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
    void aCiphertextMovesToAnotherKeyAndContext() {
        String from = kms.key();
        String to = kms.key();
        String ciphertext = encrypt(from, "{'a':'1'}");
        Answer moved = move(kms.root, ciphertext, to);

        assertThat(moved.text("SourceKeyId")).isEqualTo(arn(from));
        assertThat(moved.text("KeyId")).isEqualTo(arn(to));
        Answer decrypted = kms.call(
                kms.root,
                "Decrypt",
                "{'CiphertextBlob':'" + moved.text("CiphertextBlob") + "','EncryptionContext':{'b':'2'}}");
        assertThat(decrypted.text("Plaintext")).isEqualTo("aGVsbG8=");
        assertThat(decrypted.text("KeyId")).isEqualTo(arn(to));
        JsonNode event = kms.event("ReEncrypt");
        assertThat(event.path("readOnly").asBoolean()).isTrue();
        assertThat(event.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(from));
        assertThat(event.path("resources").get(1).path("ARN").asString()).isEqualTo(arn(to));
    }

    @Test
    void movingNeedsOnePermissionOnEachKey() {
        String from = kms.key();
        String to = kms.key();
        String ciphertext = encrypt(from, "{'a':'1'}");
        String both = user("both", allow("kms:ReEncryptFrom", from), allow("kms:ReEncryptTo", to));
        String onlyFrom = user("from", allow("kms:ReEncryptFrom", from));
        String onlyTo = user("to", allow("kms:ReEncryptTo", to));

        move(both, ciphertext, to).ok();
        move(onlyFrom, ciphertext, to).isRefusedWith("AccessDeniedException");
        move(onlyTo, ciphertext, to).isRefusedWith("AccessDeniedException");
    }

    @Test
    void movingOntoTheSameKeyIsAConditionKey() {
        String from = kms.key();
        String ciphertext = encrypt(from, "{'a':'1'}");
        String same = user(
                "same",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:ReEncrypt*\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"Bool\":{\"kms:ReEncryptOnSameKey\":\"true\"}}}");
        move(same, ciphertext, from).ok();
        move(same, ciphertext, kms.key()).isRefusedWith("AccessDeniedException");
    }

    @Test
    void aWrongSourceContextIsAnInvalidCiphertext() {
        move(kms.root, encrypt(kms.key(), "{'a':'other'}"), kms.key()).isRefusedWith("InvalidCiphertextException", "");
    }

    @Test
    void theSourceKeyMustBeTheCiphertextsOwnWhateverItIsFor() {
        String ciphertext = encrypt(kms.key(), "{'a':'1'}");
        String mac = kms.key("HMAC_224", "GENERATE_VERIFY_MAC");
        kms.call(
                        kms.root,
                        "ReEncrypt",
                        "{'CiphertextBlob':'" + ciphertext + "','SourceKeyId':'" + mac + "','DestinationKeyId':'" + mac
                                + "'}")
                .isRefusedWith(
                        "IncorrectKeyException",
                        "The key ID in the request does not identify a CMK that can perform this operation.");
        move(kms.root, ciphertext, mac)
                .isRefusedWith(
                        "InvalidKeyUsageException",
                        arn(mac) + " key usage is GENERATE_VERIFY_MAC which is not valid for ReEncrypt.");
    }

    private Answer move(String accessKey, String ciphertext, String to) {
        return kms.call(
                accessKey,
                "ReEncrypt",
                "{'CiphertextBlob':'" + ciphertext + "','SourceEncryptionContext':{'a':'1'},'DestinationKeyId':'" + to
                        + "','DestinationEncryptionContext':{'b':'2'}}");
    }

    private String encrypt(String key, String context) {
        return kms.call(
                        kms.root,
                        "Encrypt",
                        "{'KeyId':'" + key + "','Plaintext':'aGVsbG8=','EncryptionContext':" + context + "}")
                .text("CiphertextBlob");
    }

    private String user(String name, String... statements) {
        return kms.identities.user(ACCOUNT, name, statements);
    }

    private static String allow(String action, String key) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + arn(key) + "\"}";
    }
}
