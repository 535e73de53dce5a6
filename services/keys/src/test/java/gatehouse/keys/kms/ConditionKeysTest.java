package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What condition keys are beyond [ConditionKeyTableTest]: absent, a default, or a service's.
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

    @ParameterizedTest
    @CsvSource({
        "kms:EncryptionContextKeys",
        "kms:EncryptionContext:purpose",
        "kms:RequestAlias",
        "kms:ResourceAliases",
        "kms:MultiRegionKeyType",
        "kms:ViaService",
        "kms:GrantIsForAWSResource",
        "kms:TrailingDaysWithoutKeyUsage",
        "kms:DataKeyPairSpec",
        "aws:TagKeys"
    })
    void anEncryptionOfASingleRegionKeyWithNothingElseHasNo(String condition) {
        String body = "{'KeyId':'" + kms.key() + "','Plaintext':'AAAA'}";
        kms.call(limited("Encrypt", "Null", condition, "false"), "Encrypt", body)
                .isRefusedWith("AccessDeniedException");
        assertThat(kms.event("Encrypt").path("errorCode").asString()).isEqualTo("AccessDenied");
        kms.call(limited("Encrypt", "Null", condition, "true"), "Encrypt", body).ok();
    }

    @ParameterizedTest
    @CsvSource({
        "kms:RetiringPrincipal",
        "kms:RetiringServicePrincipal",
        "kms:GranteeServicePrincipal",
        "kms:GrantConstraintType",
        "kms:GrantConstraintSourceArn",
        "kms:EncryptionContextKeys"
    })
    void aGrantWithAGranteeAndNothingElseHasNo(String condition) {
        GrantCalls on = new GrantCalls(kms, kms.key());
        on.user("bob");
        String body = on.body("'GranteePrincipal':'" + GrantCalls.arnOf("bob") + "'", "Encrypt");
        decides("CreateGrant", body, "Null", condition, "true", "false");
    }

    @Test
    void aNewKeyWithoutTagsInOneRegionHasNeitherTagsNorAType() {
        for (String condition : List.of("aws:TagKeys", "aws:RequestTag/a", "kms:MultiRegionKeyType")) {
            decides("CreateKey", "{}", "Null", condition, "true", "false");
        }
    }

    /// "This type of condition works even when the parameter doesn't appear in the request":
    /// conditions-kms.html.
    @ParameterizedTest
    @CsvSource({
        "CreateKey, '{}', StringEquals, kms:KeySpec, SYMMETRIC_DEFAULT, RSA_2048",
        "CreateKey, '{}', StringEquals, kms:KeyUsage, ENCRYPT_DECRYPT, SIGN_VERIFY",
        "CreateKey, '{}', StringEquals, kms:KeyOrigin, AWS_KMS, EXTERNAL",
        "CreateKey, '{}', Bool, kms:MultiRegion, false, true",
        "CreateKey, '{}', Bool, kms:BypassPolicyLockoutSafetyCheck, false, true",
        "EnableKeyRotation, '{KEY}', NumericEquals, kms:RotationPeriodInDays, 365, 90",
        "ScheduleKeyDeletion, '{KEY}', NumericEquals, kms:ScheduleKeyDeletionPendingWindowInDays, 30, 7",
        "'GenerateDataKey', '{KEY,\"KeySpec\":\"AES_128\"}', StringEquals, kms:EncryptionAlgorithm, SYMMETRIC_DEFAULT, X"
    })
    void aParameterThatIsLeftOutHasItsDefault(
            String operation, String body, String operator, String condition, String right, String wrong) {
        decides(operation, body.replace("KEY", "'KeyId':'" + kms.key() + "'"), operator, condition, right, wrong);
    }

    @Test
    void aReplicaIsOneToConditions() {
        String key = kms.call(kms.root, "CreateKey", "{'MultiRegion':true}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
        kms.call(kms.root, "ReplicateKey", "{'KeyId':'" + key + "','ReplicaRegion':'eu-west-1'}")
                .ok();
        String body = "{'KeyId':'" + key + "','Plaintext':'AAAA'}";
        String onReplicas = limited("Encrypt", "StringEquals", "kms:MultiRegionKeyType", "REPLICA");
        kms.call(onReplicas, "Encrypt", body).isRefusedWith("AccessDeniedException");
        kms.callIn("eu-west-1", onReplicas, "Encrypt", body).ok();
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, kms:MultiRegionKeyType, REPLICA, PRIMARY",
        "Bool, kms:MultiRegion, true, false",
        "StringEquals, kms:KeySpec, SYMMETRIC_DEFAULT, RSA_2048",
        "StringEquals, kms:KeyOrigin, AWS_KMS, EXTERNAL",
        "StringEquals, kms:CallerAccount, 111122223333, 444455556666",
        "Bool, kms:BypassPolicyLockoutSafetyCheck, false, true",
        "StringEquals, aws:RequestedRegion, eu-west-1, us-east-1",
        "StringEquals, aws:RequestTag/a, b, c"
    })
    void aReplicaIsAKeyThatIsCreated(String operator, String condition, String right, String wrong) {
        String key = kms.call(kms.root, "CreateKey", "{'MultiRegion':true}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
        String body = "{'KeyId':'" + key + "','ReplicaRegion':'eu-west-1','Tags':[{'TagKey':'a','TagValue':'b'}]}";
        kms.call(besides("CreateKey", operator, condition, wrong), "ReplicateKey", body)
                .isRefusedWith("AccessDeniedException");
        if (!condition.startsWith("kms:Bypass")) {
            kms.call(besides("TagResource", operator, condition, wrong), "ReplicateKey", body)
                    .isRefusedWith("AccessDeniedException");
        }
        kms.call(besides("CreateKey", operator, condition, right), "ReplicateKey", body)
                .ok();
    }

    @Test
    void eachSideOfAReEncryptionHasItsOwnAlgorithm() {
        String from = kms.key();
        String to = kms.key("RSA_2048", "ENCRYPT_DECRYPT");
        String ciphertext = kms.call(kms.root, "Encrypt", "{'KeyId':'" + from + "','Plaintext':'AAAA'}")
                .text("CiphertextBlob");
        String body = "{'CiphertextBlob':'" + ciphertext + "','DestinationKeyId':'" + to
                + "','DestinationEncryptionAlgorithm':'RSAES_OAEP_SHA_256'}";
        String[][] sides = {
            {"ReEncryptFrom", "SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_256"},
            {"ReEncryptTo", "RSAES_OAEP_SHA_256", "SYMMETRIC_DEFAULT"}
        };
        for (String[] side : sides) {
            String condition = "kms:EncryptionAlgorithm";
            kms.call(besides(side[0], "StringEquals", condition, side[2]), "ReEncrypt", body)
                    .isRefusedWith("AccessDeniedException");
            kms.call(besides(side[0], "StringEquals", condition, side[1]), "ReEncrypt", body)
                    .ok();
        }
    }

    @Test
    void theDaysSinceAKeyWasUsedAreWholeOnesAndItsOwn() {
        String used = kms.key();
        String unused = kms.key();
        kms.clock.advance(Duration.ofDays(20));
        kms.call(kms.root, "Encrypt", "{'KeyId':'" + used + "','Plaintext':'AAAA'}")
                .ok();
        kms.clock.advance(Duration.ofDays(10).minusSeconds(1));
        String condition = "kms:TrailingDaysWithoutKeyUsage";
        for (String operation : List.of("DisableKey", "ScheduleKeyDeletion")) {
            decides(operation, "{'KeyId':'" + used + "'}", "NumericEquals", condition, "9", "10");
            decides(operation, "{'KeyId':'" + unused + "'}", "NumericEquals", condition, "29", "9");
        }
    }

    @Test
    void anAccountNumberIsItsRootUsersArnToConditions() {
        GrantCalls on = new GrantCalls(kms, kms.key());
        decides(
                "CreateGrant",
                on.body("'GranteePrincipal':'" + ACCOUNT + "'", "Encrypt"),
                "StringEquals",
                "kms:GranteePrincipal",
                GrantPrincipals.root(ACCOUNT),
                ACCOUNT);
    }

    @Test
    void anAttestationIsRefusedBeforeAnythingIsDecided() {
        String key = kms.key();
        String attested = ",'Recipient':{'KeyEncryptionAlgorithm':'RSAES_OAEP_SHA_256','AttestationDocument':'AAAA'}";
        String trusting = limited("GenerateDataKey", "StringEquals", "kms:RecipientAttestation:PCR0", "00");
        for (String caller : List.of(kms.root, trusting)) {
            kms.call(caller, "GenerateDataKey", "{'KeyId':'" + key + "','KeySpec':'AES_256'" + attested + "}")
                    .isRefusedWith(
                            "UnsupportedOperationException",
                            "Gatehouse does not support Recipient yet. Nothing was done.");
        }
    }

    @Test
    void aGrantForAServiceIsMadeByServicesOnly() {
        String statement = "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ACCOUNT
                + "\"},\"Action\":\"kms:CreateGrant\",\"Resource\":\"*\",\"Condition\":"
                + "{\"Bool\":{\"kms:GrantIsForAWSResource\":true}}}";
        GrantCalls on = new GrantCalls(kms, kms.keyWith(statement));
        String user = kms.identities.user(ACCOUNT, "bob", "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
        String body = on.body("'GranteePrincipal':'" + GrantCalls.arnOf("bob") + "'", "Encrypt");
        kms.call(user, "CreateGrant", body).isRefusedWith("AccessDeniedException");
        kms.callVia("secretsmanager", user, "CreateGrant", body).ok();
        // The grant is the user's, who uses it with no service between.
        kms.call(user, "Encrypt", "{'KeyId':'" + on.key + "','Plaintext':'AAAA'}")
                .ok();
    }

    @Test
    void aServiceIsKnownByItsRegion() {
        String key = kms.key();
        String body = "{'KeyId':'" + key + "','Plaintext':'AAAA'}";
        for (String service : List.of("secretsmanager", "ssm")) {
            String user = kms.identities.user(
                    ACCOUNT,
                    "limited",
                    under("Encrypt", "StringEquals", "kms:ViaService", service + ".us-east-1.amazonaws.com"),
                    "{\"Effect\":\"Allow\",\"NotAction\":\"kms:*\",\"Resource\":\"*\"}");
            String other = service.equals("ssm") ? "secretsmanager" : "ssm";
            kms.callVia(service, user, "Encrypt", body).ok();
            kms.callVia(other, user, "Encrypt", body).isRefusedWith("AccessDeniedException");
            kms.call(user, "Encrypt", body).isRefusedWith("AccessDeniedException");
        }
    }

    private void decides(String operation, String body, String operator, String condition, String right, String wrong) {
        kms.call(limited(operation, operator, condition, wrong), operation, body)
                .isRefusedWith("AccessDeniedException");
        kms.call(limited(operation, operator, condition, right), operation, body)
                .ok();
    }

    /// A user who may do the action under a condition.
    private String limited(String action, String operator, String condition, String value) {
        return kms.identities.user(ACCOUNT, "limited", under(action, operator, condition, value));
    }

    /// A user who may do the action under a condition, and everything else.
    private String besides(String action, String operator, String condition, String value) {
        return kms.identities.user(
                ACCOUNT,
                "limited",
                under(action, operator, condition, value),
                "{\"Effect\":\"Allow\",\"NotAction\":\"kms:" + action + "\",\"Resource\":\"*\"}");
    }

    private static String under(String action, String operator, String condition, String value) {
        return "{\"Effect\":\"Allow\",\"Action\":\"kms:" + action + "\",\"Resource\":\"*\",\"Condition\":{\"" + operator
                + "\":{\"" + condition + "\":\"" + value + "\"}}}";
    }
}
