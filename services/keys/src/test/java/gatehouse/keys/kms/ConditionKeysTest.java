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

    @Test
    void eachConditionKeyOfCreateGrantDecides() {
        GrantCalls on = new GrantCalls(kms, kms.key());
        on.user("bob");
        on.user("carol");
        String bob = GrantCalls.arnOf("bob");
        String carol = GrantCalls.arnOf("carol");
        String body = on.body(
                "'GranteePrincipal':'" + bob + "'",
                "Encrypt,Decrypt",
                "'RetiringPrincipal':'" + carol + "'",
                "'Constraints':{'EncryptionContextSubset':{'Dept':'IT'}}");
        String serving = on.body(
                "'GranteeServicePrincipal':'rds.amazonaws.com'",
                "Decrypt",
                "'RetiringServicePrincipal':'ec2.amazonaws.com'",
                "'Constraints':{'SourceArn':'arn:aws:rds:us-east-1:111122223333:db:a'}");
        String[][] conditions = {
            {body, "StringEquals", "kms:GranteePrincipal", bob, carol},
            {body, "StringEquals", "kms:RetiringPrincipal", carol, bob},
            {body, "StringEquals", "kms:GrantConstraintType", "EncryptionContextSubset", "EncryptionContextEquals"},
            {body, "ForAnyValue:StringEquals", "kms:GrantOperations", "Decrypt", "Sign"},
            {body, "ForAllValues:StringLike", "kms:GrantOperations", "*crypt", "Encrypt"},
            {body, "Bool", "kms:GrantIsForAWSResource", "false", "true"},
            {body, "StringEquals", "kms:EncryptionContext:Dept", "IT", "HR"},
            {body, "ForAllValues:StringEquals", "kms:EncryptionContextKeys", "Dept", "dept"},
            {body, "StringEquals", "kms:CallerAccount", ACCOUNT, OTHER_ACCOUNT},
            {body, "StringEquals", "kms:KeySpec", "SYMMETRIC_DEFAULT", "RSA_2048"},
            {serving, "StringEquals", "kms:GranteeServicePrincipal", "rds.amazonaws.com", "ec2.amazonaws.com"},
            {serving, "StringEquals", "kms:RetiringServicePrincipal", "ec2.amazonaws.com", "rds.amazonaws.com"},
            {serving, "StringEquals", "kms:GrantConstraintType", "SourceArn", "EncryptionContextSubset"},
            {serving, "ArnLike", "kms:GrantConstraintSourceArn", "arn:aws:rds:*:*:db:*", "arn:aws:s3:::*"},
            {serving, "Null", "kms:GranteePrincipal", "true", "false"},
            {body, "Null", "kms:GranteeServicePrincipal", "true", "false"},
            {body, "Null", "kms:ViaService", "true", "false"}
        };
        for (String[] each : conditions) {
            decides("CreateGrant", each[0], each);
        }
    }

    @Test
    void anAccountNumberIsItsRootUsersArnToConditions() {
        GrantCalls on = new GrantCalls(kms, kms.key());
        String body = on.body("'GranteePrincipal':'" + ACCOUNT + "'", "Encrypt");
        decides(
                "CreateGrant",
                body,
                "",
                "StringEquals",
                "kms:GranteePrincipal",
                GrantPrincipals.root(ACCOUNT),
                ACCOUNT);
    }

    @Test
    void eachConditionKeyOfTheOtherOperationsOnGrantsDecides() {
        GrantCalls on = new GrantCalls(kms, kms.key());
        on.user("bob");
        String key = "'KeyId':'" + on.key + "'";
        String[][] both = {
            {"Bool", "kms:GrantIsForAWSResource", "false", "true"},
            {"StringEquals", "kms:CallerAccount", ACCOUNT, OTHER_ACCOUNT},
            {"Null", "kms:ViaService", "true", "false"}
        };
        for (String[] each : both) {
            decides("ListGrants", "{" + key + "}", "", each[0], each[1], each[2], each[3]);
            decides(
                    "RevokeGrant",
                    "{" + key + ",'GrantId':'" + constrained(on) + "'}",
                    "",
                    each[0],
                    each[1],
                    each[2],
                    each[3]);
        }
        String[][] retiring = {
            {"StringEquals", "kms:CallerAccount", ACCOUNT, OTHER_ACCOUNT},
            {"StringEquals", "kms:GrantConstraintType", "EncryptionContextEquals", "EncryptionContextSubset"},
            {"StringEquals", "kms:EncryptionContext:Dept", "IT", "HR"},
            {"ForAnyValue:StringEquals", "kms:EncryptionContextKeys", "Dept", "Other"},
            {"StringEquals", "kms:KeyOrigin", "AWS_KMS", "EXTERNAL"},
            {"Null", "kms:ViaService", "true", "false"}
        };
        for (String[] each : retiring) {
            decides(
                    "RetireGrant",
                    "{" + key + ",'GrantId':'" + constrained(on) + "'}",
                    "",
                    each[0],
                    each[1],
                    each[2],
                    each[3]);
        }
    }

    private static String constrained(GrantCalls on) {
        return on.grant(GrantCalls.arnOf("bob"), "Encrypt", "'Constraints':{'EncryptionContextEquals':{'Dept':'IT'}}")
                .text("GrantId");
    }

    /// `condition` is, from its second on: operator, key, a value that holds, and one that does not.
    private void decides(String operation, String body, String... condition) {
        kms.call(limited(operation, condition[1], condition[2], condition[4]), operation, body)
                .isRefusedWith("AccessDeniedException");
        kms.call(limited(operation, condition[1], condition[2], condition[3]), operation, body)
                .ok();
    }

    private String limited(String operation, String operator, String condition, String value) {
        return kms.identities.user(
                ACCOUNT,
                "limited",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:" + operation + "\",\"Resource\":\"*\",\"Condition\":{\""
                        + operator + "\":{\"" + condition + "\":\"" + value + "\"}}}");
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
