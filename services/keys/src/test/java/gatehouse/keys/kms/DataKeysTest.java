package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DataKeysTest {
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
    void aDataKeyComesInTheClearAndEncrypted() {
        String key = kms.key();
        Answer made = generate(key, "'KeySpec':'AES_256','EncryptionContext':{'a':'b'}");

        assertThat(made.bytes("Plaintext")).hasSize(32);
        assertThat(made.text("KeyId")).isEqualTo(arn(key));
        assertThat(made.text("KeyMaterialId")).matches("[0-9a-f]{64}");
        Answer decrypted = kms.call(
                kms.root,
                "Decrypt",
                "{'CiphertextBlob':'" + made.text("CiphertextBlob") + "','EncryptionContext':{'a':'b'}}");
        assertThat(decrypted.text("Plaintext")).isEqualTo(made.text("Plaintext"));
        assertThat(generate(key, "'KeySpec':'AES_128'").bytes("Plaintext")).hasSize(16);
        assertThat(generate(key, "'NumberOfBytes':1024").bytes("Plaintext")).hasSize(1024);

        JsonNode event = kms.event("GenerateDataKey");
        assertThat(event.path("readOnly").asBoolean()).isTrue();
        assertThat(event.path("requestParameters").path("numberOfBytes").asInt())
                .isEqualTo(1024);
        assertThat(event.path("responseElements").isNull()).isTrue();
        assertThat(event.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(key));
    }

    @Test
    void aDataKeyMayComeEncryptedOnly() {
        String key = kms.key();
        Answer made =
                kms.call(kms.root, "GenerateDataKeyWithoutPlaintext", "{'KeyId':'" + key + "','NumberOfBytes':64}");

        assertThat(made.ok().has("Plaintext")).isFalse();
        Answer decrypted = kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + made.text("CiphertextBlob") + "'}");
        assertThat(decrypted.bytes("Plaintext")).hasSize(64);
        assertThat(kms.event("GenerateDataKeyWithoutPlaintext").path("readOnly").asBoolean())
                .isTrue();
    }

    @Test
    void eitherLengthOrSpecMustBeGiven() {
        String key = kms.key();
        String words = "Please specify either number of bytes or key spec.";
        generate(key, "'KeySpec':'AES_256','NumberOfBytes':32").isRefusedWith("ValidationException", words);
        kms.call(kms.root, "GenerateDataKey", "{'KeyId':'" + key + "'}").isRefusedWith("ValidationException", words);
        generate(key, "'NumberOfBytes':1025").isRefusedWith("ValidationException");
        generate(key, "'NumberOfBytes':0").isRefusedWith("ValidationException");
        generate(key, "'KeySpec':'AES_512'").isRefusedWith("ValidationException");
    }

    @Test
    void randomBytesAreMade() {
        Answer made = kms.call(kms.root, "GenerateRandom", "{'NumberOfBytes':100}");
        assertThat(made.bytes("Plaintext")).hasSize(100);
        assertThat(kms.event("GenerateRandom").path("readOnly").asBoolean()).isTrue();
        assertThat(kms.event("GenerateRandom").toString()).doesNotContain(made.text("Plaintext"));
        kms.call(kms.root, "GenerateRandom", "{'NumberOfBytes':1025}").isRefusedWith("ValidationException");
        kms.call(kms.root, "GenerateRandom", "{}").isRefusedWith("ValidationException", "NumberOfBytes is required.");
    }

    @Test
    void dataKeysAndRandomBytesNeedPermission() {
        String key = kms.key();
        String nobody = kms.identities.user(ACCOUNT, "nobody");
        for (String operation : List.of("GenerateDataKey", "GenerateDataKeyWithoutPlaintext")) {
            kms.call(nobody, operation, "{'KeyId':'" + key + "','KeySpec':'AES_256'}")
                    .isRefusedWith(
                            "AccessDeniedException",
                            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: kms:" + operation
                                    + " on resource: " + arn(key) + " because no identity-based policy allows the kms:"
                                    + operation + " action");
        }
        kms.call(nobody, "GenerateRandom", "{'NumberOfBytes':1}").isRefusedWith("AccessDeniedException");
    }

    private Answer generate(String key, String how) {
        return kms.call(kms.root, "GenerateDataKey", "{'KeyId':'" + key + "'," + how + "}");
    }
}
