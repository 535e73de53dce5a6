package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.OTHER_ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.Decision;
import gatehouse.policy.Evaluator;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /// No service calls KMS for anybody yet: the key's policy is asked as it will be when one does.
    @Test
    void anAwsManagedKeyIsForWhoComesThroughItsServiceInItsAccount() throws Exception {
        String keyId = kms.call(kms.root, "DescribeKey", "{'KeyId':'alias/aws/ssm'}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
        String policy =
                kms.call(kms.root, "GetKeyPolicy", "{'KeyId':'" + keyId + "'}").text("Policy");
        String service = "ssm." + REGION + ".amazonaws.com";
        assertThat(decided("kms:Decrypt", policy, keyId, came(service, ACCOUNT)))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(decided("kms:Decrypt", policy, keyId, came(service, OTHER_ACCOUNT)))
                .isInstanceOf(Decision.Denied.class);
        assertThat(decided("kms:Decrypt", policy, keyId, came("s3." + REGION + ".amazonaws.com", ACCOUNT)))
                .isInstanceOf(Decision.Denied.class);
        assertThat(decided("kms:Decrypt", policy, keyId, came("ssm.eu-west-1.amazonaws.com", ACCOUNT)))
                .isInstanceOf(Decision.Denied.class);
        assertThat(decided("kms:Decrypt", policy, keyId, came(null, ACCOUNT))).isInstanceOf(Decision.Denied.class);
    }

    /// Likewise: what AWS's guide lets roles do for the services that they use, and nothing else.
    @Test
    void aGrantForAServiceIsAllowedToServicesOnly() throws Exception {
        String statement = "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"kms:CreateGrant\","
                + "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"kms:GrantIsForAWSResource\":true}}}";
        GrantCalls on = new GrantCalls(kms, kms.keyWith(statement));
        String user = on.user("bob");
        kms.call(user, "CreateGrant", on.body("'GranteePrincipal':'" + GrantCalls.arnOf("bob") + "'", "Encrypt"))
                .isRefusedWith("AccessDeniedException");
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":" + statement + "}";
        ConditionKeys ofService = KmsConditions.only("kms:grantisforawsresource", "true");
        assertThat(decided("kms:CreateGrant", policy, on.key, ofService)).isInstanceOf(Decision.Allowed.class);
        assertThat(decided("kms:CreateGrant", policy, on.key, GrantConditions.FOR_NO_SERVICE))
                .isInstanceOf(Decision.Denied.class);
    }

    private static ConditionKeys came(@Nullable String service, String account) {
        return name -> switch (name) {
            case "kms:viaservice" -> service == null ? null : List.of(service);
            case "kms:calleraccount" -> List.of(account);
            default -> null;
        };
    }

    private static Decision decided(String action, String policy, String keyId, ConditionKeys keys) throws Exception {
        AttachedPolicy attached = new AttachedPolicy("key policy", Policy.parse(policy, PolicyKind.RESOURCE));
        return Evaluator.decide(
                new AccessRequest(
                        new Principal.User(ACCOUNT, TestIdentities.userArn(ACCOUNT, "bob"), "AIDABOB"),
                        action,
                        KmsFixture.arn(keyId),
                        ACCOUNT,
                        keys),
                new PolicySet(
                        List.of(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        attached,
                        ResourcePolicyRole.MUST_ALLOW,
                        List.of()));
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
