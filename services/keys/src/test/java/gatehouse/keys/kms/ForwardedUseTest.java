package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.OTHER_ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Keys that services use on behalf of their callers, AWS-managed ones above all.
class ForwardedUseTest {
    private static final String SERVICE = "secretsmanager";
    private static final String ALIAS = "alias/aws/secretsmanager";
    private static final String EVERYTHING = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
    private static final String CONTEXT = "'EncryptionContext':{'SecretARN':'a'}";

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

    private int keys() {
        return kms.call(kms.root, "ListKeys", "{}").ok().path("Keys").size();
    }

    private JsonNode described(String keyId) {
        return kms.call(kms.root, "DescribeKey", "{'KeyId':'" + keyId + "'}")
                .ok()
                .path("KeyMetadata");
    }

    @ParameterizedTest
    @CsvSource({
        "Encrypt, ',\"Plaintext\":\"AAAA\"'",
        "GenerateDataKey, ',\"KeySpec\":\"AES_256\"'",
        "GenerateDataKeyWithoutPlaintext, ',\"NumberOfBytes\":16'",
        "GenerateDataKeyPair, ',\"KeyPairSpec\":\"ECC_NIST_P256\"'",
        "GenerateDataKeyPairWithoutPlaintext, ',\"KeyPairSpec\":\"ECC_NIST_P256\"'",
        "DescribeKey, ''"
    })
    void theFirstUseThroughAServiceMakesItsKey(String operation, String rest) {
        // Nothing but what the key's policy allows to who comes through the service.
        String user = kms.identities.user(
                ACCOUNT, "dora", "{\"Effect\":\"Allow\",\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}");
        for (String name : List.of(ALIAS, "arn:aws:kms:us-east-1:111122223333:" + ALIAS)) {
            Answer answer = kms.callVia(SERVICE, user, operation, "{'KeyId':'" + name + "'" + rest + "}");
            JsonNode key = described(ALIAS);
            String shown = operation.equals("DescribeKey")
                    ? answer.ok().path("KeyMetadata").path("Arn").asString()
                    : answer.text("KeyId");
            assertThat(shown).isEqualTo(key.path("Arn").asString());
            assertThat(key.path("KeyManager").asString()).isEqualTo("AWS");
            assertThat(kms.event(operation)
                            .path("resources")
                            .path(0)
                            .path("ARN")
                            .asString())
                    .isEqualTo(shown);
        }
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void whatAServiceReEncryptsItReEncryptsUnderItsKey() {
        String source = kms.key();
        String ciphertext = kms.call(kms.root, "Encrypt", "{'KeyId':'" + source + "','Plaintext':'AAAA'}")
                .text("CiphertextBlob");
        String again = kms.callVia(
                        SERVICE,
                        kms.root,
                        "ReEncrypt",
                        "{'CiphertextBlob':'" + ciphertext + "','DestinationKeyId':'" + ALIAS + "'}")
                .text("CiphertextBlob");
        assertThat(kms.callVia(SERVICE, kms.root, "Decrypt", "{'CiphertextBlob':'" + again + "'}")
                        .text("Plaintext"))
                .isEqualTo("AAAA");
        assertThat(keys()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nobodyUsesItDirectlyNorThroughAnotherService(boolean isThere) {
        if (isThere) {
            kms.callVia(SERVICE, kms.root, "DescribeKey", "{'KeyId':'" + ALIAS + "'}")
                    .ok();
        }
        String admin = kms.identities.user(ACCOUNT, "admin", EVERYTHING);
        for (String caller : List.of(kms.root, admin)) {
            String on = "{'KeyId':'" + ALIAS + "',";
            for (String[] call : new String[][] {
                {"Encrypt", on + "'Plaintext':'AAAA'}"},
                {"GenerateDataKey", on + "'KeySpec':'AES_256'}"},
                {"GenerateDataKeyWithoutPlaintext", on + "'KeySpec':'AES_256'}"},
                {"GenerateDataKeyPair", on + "'KeyPairSpec':'ECC_NIST_P256'}"}
            }) {
                kms.call(caller, call[0], call[1]).isRefusedWith("AccessDeniedException");
                kms.callVia("ssm", caller, call[0], call[1]).isRefusedWith("AccessDeniedException");
            }
        }
        assertThat(kms.event("GenerateDataKey").path("errorCode").asString()).isEqualTo("AccessDenied");
        assertThat(keys()).isEqualTo(isThere ? 1 : 0);
    }

    @Test
    void aDenialNamesTheAliasOfAKeyThatIsNotThere() {
        Answer denied = kms.call(kms.root, "Encrypt", "{'KeyId':'" + ALIAS + "','Plaintext':'AAAA'}");
        assertThat(denied.message()).contains("on resource: arn:aws:kms:us-east-1:111122223333:" + ALIAS);
        assertThat(kms.event("Encrypt").has("resources")).isFalse();
    }

    @Test
    void whatItEncryptedOpensThroughItsServiceOnly() {
        String ciphertext = kms.callVia(
                        SERVICE, kms.root, "Encrypt", "{'KeyId':'" + ALIAS + "','Plaintext':'AAAA'," + CONTEXT + "}")
                .text("CiphertextBlob");
        String body = "{'CiphertextBlob':'" + ciphertext + "'," + CONTEXT + "}";
        kms.call(kms.root, "Decrypt", body).isRefusedWith("AccessDeniedException");
        kms.callVia("ssm", kms.root, "Decrypt", body).isRefusedWith("AccessDeniedException");
        assertThat(kms.callVia(SERVICE, kms.root, "Decrypt", body).text("Plaintext"))
                .isEqualTo("AAAA");
        kms.callVia(SERVICE, kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}")
                .isRefusedWith("InvalidCiphertextException");
    }

    @Test
    void itsGrantsAreMadeAndRetiredThroughIt() {
        String user = kms.identities.user(ACCOUNT, "bob", EVERYTHING);
        String key = kms.callVia(SERVICE, user, "DescribeKey", "{'KeyId':'" + ALIAS + "'}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
        String grant = "{'KeyId':'" + key + "','GranteePrincipal':'" + GrantCalls.arnOf("bob")
                + "','RetiringPrincipal':'" + GrantCalls.arnOf("bob") + "','Operations':['Decrypt']}";
        kms.call(user, "CreateGrant", grant).isRefusedWith("AccessDeniedException");
        String grantId = kms.callVia(SERVICE, user, "CreateGrant", grant).text("GrantId");
        kms.callVia(SERVICE, user, "RetireGrant", "{'KeyId':'" + key + "','GrantId':'" + grantId + "'}")
                .ok();
        assertThat(kms.event("RetireGrant").at("/userIdentity/invokedBy").asString())
                .isEqualTo("secretsmanager.amazonaws.com");
    }

    @Test
    void aFirstUseThatFailsMakesNoKey() {
        kms.callVia(SERVICE, kms.root, "Encrypt", "{'KeyId':'" + ALIAS + "','Plaintext':'AAAA','DryRun':true}")
                .isRefusedWith("DryRunOperationException");
        assertThat(keys()).isZero();
    }

    @Test
    void anotherAccountsAliasIsNoWayToItsKey() {
        String theirs = "arn:aws:kms:us-east-1:" + OTHER_ACCOUNT + ":" + ALIAS;
        String body = "{'KeyId':'" + theirs + "','Plaintext':'AAAA'}";
        kms.callVia(SERVICE, kms.root, "Encrypt", body).isRefusedWith("AccessDeniedException");
        kms.callVia(SERVICE, kms.otherRoot, "DescribeKey", "{'KeyId':'" + ALIAS + "'}")
                .ok();
        kms.callVia(SERVICE, kms.root, "Encrypt", body).isRefusedWith("AccessDeniedException");
    }

    @Test
    void aVolumesKeyIsForEc2() {
        String key = described("alias/aws/ebs").path("KeyId").asString();
        assertThat(kms.call(kms.root, "GetKeyPolicy", "{'KeyId':'" + key + "'}").text("Policy"))
                .contains("\"ec2.us-east-1.amazonaws.com\"");
    }

    @Test
    void theRecordIsThatOfADirectCallButForWhoMadeIt() {
        String key = kms.key();
        String body = "{'KeyId':'" + key + "','KeySpec':'AES_256'," + CONTEXT + "}";
        kms.callVia(SERVICE, kms.root, "GenerateDataKey", body).ok();
        JsonNode event = kms.event("GenerateDataKey");
        assertThat(event.at("/userIdentity/type").asString()).isEqualTo("Root");
        assertThat(event.at("/userIdentity/invokedBy").asString()).isEqualTo("secretsmanager.amazonaws.com");
        assertThat(event.at("/sourceIPAddress").asString()).isEqualTo("secretsmanager.amazonaws.com");
        assertThat(event.at("/userAgent").asString()).isEqualTo("secretsmanager.amazonaws.com");
        assertThat(event.at("/eventSource").asString()).isEqualTo("kms.amazonaws.com");
        assertThat(event.at("/requestParameters/encryptionContext/SecretARN").asString())
                .isEqualTo("a");
        assertThat(event.at("/requestParameters/keySpec").asString()).isEqualTo("AES_256");
        assertThat(event.at("/responseElements").isNull()).isTrue();
        assertThat(event.at("/additionalEventData").has("keyMaterialId")).isTrue();
        assertThat(event.at("/resources/0/ARN").asString()).isEqualTo(arn(key));
        JsonNode last = kms.call(kms.root, "GetKeyLastUsage", "{'KeyId':'" + key + "'}")
                .ok()
                .path("KeyLastUsage");
        assertThat(last.path("KmsRequestId").asString())
                .isEqualTo(event.path("requestID").asString());
    }

    @Test
    void anotherAccountsKeyIsUsedByBothPoliciesAndRecordedInBothAccounts() {
        String key = kms.keyWith("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + OTHER_ACCOUNT
                + "\"},\"Action\":\"kms:Encrypt\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"kms:ViaService\":"
                + "\"secretsmanager.us-east-1.amazonaws.com\",\"kms:CallerAccount\":\"" + OTHER_ACCOUNT + "\"}}}");
        String body = "{'KeyId':'" + arn(key) + "','Plaintext':'AAAA'}";
        String may = kms.identities.user(OTHER_ACCOUNT, "may", EVERYTHING);
        String mayNot = kms.identities.user(
                OTHER_ACCOUNT, "mayNot", "{\"Effect\":\"Allow\",\"NotAction\":\"kms:*\",\"Resource\":\"*\"}");
        kms.callVia(SERVICE, mayNot, "Encrypt", body).isRefusedWith("AccessDeniedException");
        kms.callVia("ssm", may, "Encrypt", body).isRefusedWith("AccessDeniedException");
        kms.call(may, "Encrypt", body).isRefusedWith("AccessDeniedException");
        kms.callVia(SERVICE, may, "Encrypt", body).ok();
        JsonNode own = kms.event(OTHER_ACCOUNT, "Encrypt");
        JsonNode owners = kms.event(ACCOUNT, "Encrypt");
        for (JsonNode event : List.of(own, owners)) {
            assertThat(event.at("/userIdentity/accountId").asString()).isEqualTo(OTHER_ACCOUNT);
            assertThat(event.at("/userIdentity/invokedBy").asString()).isEqualTo("secretsmanager.amazonaws.com");
        }
        assertThat(owners.path("sharedEventID")).isEqualTo(own.path("sharedEventID"));
        assertThat(own.path("sharedEventID").asString()).isNotEmpty();
    }
}
