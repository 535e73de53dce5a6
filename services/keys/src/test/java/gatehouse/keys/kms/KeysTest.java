package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KeysTest {
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
    void aNewKeyIsDescribedAsAwsDoes() {
        JsonNode created =
                kms.call(kms.root, "CreateKey", "{'Description':'orders'}").ok().path("KeyMetadata");
        String key = created.path("KeyId").asString();

        assertThat(created.path("AWSAccountId").asString()).isEqualTo(ACCOUNT);
        assertThat(created.path("Arn").asString()).isEqualTo(arn(key));
        assertThat(created.path("Enabled").asBoolean()).isTrue();
        assertThat(created.path("KeyState").asString()).isEqualTo("Enabled");
        assertThat(created.path("KeyManager").asString()).isEqualTo("CUSTOMER");
        assertThat(created.path("Origin").asString()).isEqualTo("AWS_KMS");
        assertThat(created.path("KeyUsage").asString()).isEqualTo("ENCRYPT_DECRYPT");
        assertThat(created.path("KeySpec").asString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(created.path("CustomerMasterKeySpec").asString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(created.path("EncryptionAlgorithms").get(0).asString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(created.path("MultiRegion").asBoolean()).isFalse();
        assertThat(created.path("CurrentKeyMaterialId").asString()).matches("[0-9a-f]{64}");
        assertThat(created.has("DeletionDate")).isFalse();
        JsonNode described =
                kms.call(kms.root, "DescribeKey", "{'KeyId':'" + key + "'}").ok();
        assertThat(described.path("KeyMetadata")).isEqualTo(created);

        JsonNode event = kms.event("CreateKey");
        assertThat(event.path("readOnly").asBoolean()).isFalse();
        assertThat(event.path("responseElements")
                        .path("keyMetadata")
                        .path("arn")
                        .asString())
                .isEqualTo(arn(key));
        assertThat(event.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(key));
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        create("{'CustomKeyStoreId':'cks-1234567890abcdef0'}").isRefusedWith("ValidationException");
        create("{'Origin':'AWS_CLOUDHSM'}").isRefusedWith("ValidationException");
        create("{'Origin':'AWS_CLOUDHSM','CustomKeyStoreId':'cks-1234567890abcdef0'}")
                .isRefusedWith("CustomKeyStoreNotFoundException");
        create("{'Origin':'EXTERNAL_KEY_STORE'}").isRefusedWith("ValidationException");
        create("{'Origin':'EXTERNAL_KEY_STORE','CustomKeyStoreId':'cks-1234567890abcdef0'}")
                .isRefusedWith("ValidationException");
        create("{'XksKeyId':'key'}").isRefusedWith("ValidationException");
        create("{'Origin':'EXTERNAL_KEY_STORE','CustomKeyStoreId':'cks-1234567890abcdef0','XksKeyId':'key'}")
                .isRefusedWith("CustomKeyStoreNotFoundException");
        create("{'KeyUsage':'SIGN_VERIFY'}")
                .isRefusedWith(
                        "ValidationException", "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT");
        create("{'KeySpec':'RSA_2048'}")
                .isRefusedWith(
                        "ValidationException",
                        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
        create("{'KeySpec':'ECC_SECG_P256K1','KeyUsage':'KEY_AGREEMENT'}").isRefusedWith("ValidationException");
        create("{'KeySpec':'NONE'}").isRefusedWith("ValidationException");
        assertThat(list("{}").path("Keys").size()).isZero();
    }

    @Test
    void creatingAKeyWithTagsNeedsBothPermissions() {
        String maker = kms.identities.user(
                ACCOUNT, "maker", "{\"Effect\":\"Allow\",\"Action\":\"kms:CreateKey\",\"Resource\":\"*\"}");
        String tagger = kms.identities.user(
                ACCOUNT,
                "tagger",
                "{\"Effect\":\"Allow\",\"Action\":[\"kms:CreateKey\",\"kms:TagResource\"],\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:RequestTag/team\":\"blue\"}}}");

        kms.call(maker, "CreateKey", "{}").ok();
        kms.call(maker, "CreateKey", "{'Tags':[{'TagKey':'team','TagValue':'blue'}]}")
                .isRefusedWith("AccessDeniedException");
        kms.call(tagger, "CreateKey", "{'Tags':[{'TagKey':'team','TagValue':'blue'}]}")
                .ok();
        kms.call(tagger, "CreateKey", "{'Tags':[{'TagKey':'team','TagValue':'red'}]}")
                .isRefusedWith("AccessDeniedException");
        kms.call(tagger, "CreateKey", "{}").isRefusedWith("AccessDeniedException");
    }

    @Test
    void creatingAKeyIsDeniedWithoutPermission() {
        kms.call(kms.identities.user(ACCOUNT, "nobody"), "CreateKey", "{}")
                .isRefusedWith(
                        "AccessDeniedException",
                        "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: kms:CreateKey on"
                                + " resource: * because no identity-based policy allows the kms:CreateKey action");
    }

    @Test
    void keysAreListedInPagesAndOnlyTheAccountsOwn() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(kms.key());
        }
        kms.call(kms.otherRoot, "CreateKey", "{}").ok();
        kms.callIn("eu-west-1", kms.root, "CreateKey", "{}").ok();

        List<String> listed = new ArrayList<>();
        JsonNode page = list("{'Limit':2}");
        while (true) {
            page.path("Keys").forEach(entry -> listed.add(entry.path("KeyId").asString()));
            if (!page.path("Truncated").asBoolean()) {
                break;
            }
            page = list("{'Limit':2,'Marker':'" + page.path("NextMarker").asString() + "'}");
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
        assertThat(page.has("NextMarker")).isFalse();
    }

    @Test
    void aMarkerOfAnotherListingIsInvalid() {
        kms.call(kms.root, "ListKeys", "{'Marker':'nonsense'}").isRefusedWith("InvalidMarkerException");
        kms.call(kms.root, "ListKeys", "{'Marker':'***'}").isRefusedWith("InvalidMarkerException");
        kms.call(kms.root, "ListKeys", "{'Limit':1001}").isRefusedWith("ValidationException");
    }

    @Test
    void namesOfNoKeyAreToldToThoseWhoMayKnow() {
        String missing = "1234abcd-12ab-34cd-56ef-1234567890ab";
        describe(kms.root, missing).isRefusedWith("NotFoundException", "Key '" + arn(missing) + "' does not exist");
        describe(kms.root, arn(missing))
                .isRefusedWith("NotFoundException", "Key '" + arn(missing) + "' does not exist");
        describe(kms.root, "nonsense").isRefusedWith("NotFoundException", "Invalid keyId 'nonsense'");
        describe(kms.root, "alias/none")
                .isRefusedWith(
                        "NotFoundException", "Alias arn:aws:kms:us-east-1:111122223333:alias/none is not found.");
        describe(kms.root, "arn:aws:kms:eu-west-1:111122223333:key/" + missing)
                .isRefusedWith("NotFoundException", "Invalid arn eu-west-1");
        describe(kms.root, "arn:aws:iam::111122223333:user/alice").isRefusedWith("InvalidArnException");
        describe(kms.identities.user(ACCOUNT, "nobody"), missing).isRefusedWith("AccessDeniedException");
    }

    @Test
    void describingAKeyIsDeniedWithoutPermission() {
        describe(kms.identities.user(ACCOUNT, "nobody"), kms.key()).isRefusedWith("AccessDeniedException");
        assertThat(kms.event("DescribeKey").path("errorCode").asString()).isEqualTo("AccessDenied");
    }

    @Test
    void aKeysDescriptionCanBeChanged() {
        String key = kms.key();
        String body = "{'KeyId':'" + key + "','Description':'new'}";
        kms.call(kms.identities.user(ACCOUNT, "nobody"), "UpdateKeyDescription", body)
                .isRefusedWith("AccessDeniedException");
        kms.call(kms.root, "UpdateKeyDescription", body).ok();

        assertThat(describe(kms.root, key)
                        .ok()
                        .path("KeyMetadata")
                        .path("Description")
                        .asString())
                .isEqualTo("new");
        assertThat(kms.event("UpdateKeyDescription")
                        .path("responseElements")
                        .path("keyId")
                        .asString())
                .isEqualTo(arn(key));
    }

    @Test
    void aNewKeyDoesNotRotate() {
        JsonNode status = kms.call(kms.root, "GetKeyRotationStatus", "{'KeyId':'" + kms.key() + "'}")
                .ok();
        assertThat(status.path("KeyRotationEnabled").asBoolean()).isFalse();
    }

    private Answer create(String body) {
        return kms.call(kms.root, "CreateKey", body);
    }

    private JsonNode list(String body) {
        return kms.call(kms.root, "ListKeys", body).ok();
    }

    private Answer describe(String accessKey, String key) {
        return kms.call(accessKey, "DescribeKey", "{'KeyId':'" + key + "'}");
    }
}
