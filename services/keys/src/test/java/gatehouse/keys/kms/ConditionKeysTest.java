package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionKeysTest {
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
    void eachConditionKeyDecides() {
        String key = kms.key();
        kms.call(kms.root, "CreateAlias", "{'AliasName':'alias/orders','TargetKeyId':'" + key + "'}")
                .ok();
        decides(key, "StringEquals", "kms:CallerAccount", ACCOUNT, OTHER_ACCOUNT);
        decides(key, "StringEquals", "kms:KeySpec", "SYMMETRIC_DEFAULT", "RSA_2048");
        decides(key, "StringEquals", "kms:KeyUsage", "ENCRYPT_DECRYPT", "SIGN_VERIFY");
        decides(key, "StringEquals", "kms:KeyOrigin", "AWS_KMS", "EXTERNAL");
        decides(key, "Bool", "kms:MultiRegion", "false", "true");
        decides(key, "StringEquals", "kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_256");
        decides(key, "ForAnyValue:StringEquals", "kms:ResourceAliases", "alias/orders", "alias/other");
        decides(key, "ForAnyValue:StringEquals", "kms:EncryptionContextKeys", "purpose", "Purpose");
        decides(key, "StringEquals", "kms:EncryptionContext:purpose", "test", "other");
        decides("alias/orders", "StringEquals", "kms:RequestAlias", "alias/orders", "alias/other");
    }

    @Test
    void aKeyNamedByItsIdHasNoRequestAlias() {
        String key = kms.key();
        String user = user("StringLike", "kms:RequestAlias", "*");
        encrypt(user, key).isRefusedWith("AccessDeniedException");
        assertThat(kms.event("Encrypt").path("errorCode").asString()).isEqualTo("AccessDenied");
    }

    @Test
    void noCallCameThroughAService() {
        encrypt(user("StringLike", "kms:ViaService", "*"), kms.key()).isRefusedWith("AccessDeniedException");
    }

    private void decides(String key, String operator, String condition, String right, String wrong) {
        encrypt(user(operator, condition, right), key).ok();
        encrypt(user(operator, condition, wrong), key).isRefusedWith("AccessDeniedException");
    }

    private String user(String operator, String condition, String value) {
        return kms.identities.user(
                ACCOUNT,
                "user",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:Encrypt\",\"Resource\":\"*\",\"Condition\":{\"" + operator
                        + "\":{\"" + condition + "\":\"" + value + "\"}}}");
    }

    private Answer encrypt(String accessKey, String key) {
        return kms.call(
                accessKey,
                "Encrypt",
                "{'KeyId':'" + key + "','Plaintext':'aGVsbG8=','EncryptionContext':{'purpose':'test'}}");
    }
}
