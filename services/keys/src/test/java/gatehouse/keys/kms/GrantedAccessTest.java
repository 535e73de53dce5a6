package gatehouse.keys.kms;

import static gatehouse.keys.kms.GrantCalls.allow;
import static gatehouse.keys.kms.GrantCalls.arnOf;
import static gatehouse.keys.kms.GrantCalls.deny;
import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.OTHER_ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What grants allow whom, and what they do not.
class GrantedAccessTest {
    private static final String DENIED = "AccessDeniedException";

    @TempDir
    private Path folder;

    private KmsFixture kms;
    private GrantCalls on;

    @BeforeEach
    void start() throws IOException {
        kms = KmsFixture.in(folder);
        on = new GrantCalls(kms, kms.key());
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void aGrantAllowsItsGranteeItsOperationsAtOnceAndUntilItIsRevoked() {
        String bob = on.user("bob");
        on.encrypt(bob)
                .isRefusedWith(
                        DENIED,
                        "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: kms:Encrypt on resource: "
                                + arn(on.key) + " because no identity-based policy allows the kms:Encrypt action");

        String grantId = on.grant(arnOf("bob"), "Encrypt,Decrypt").text("GrantId");
        String ciphertext = on.encrypt(bob).text("CiphertextBlob");
        kms.call(bob, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}").ok();
        on.describe(bob).isRefusedWith(DENIED);
        on.list(bob).isRefusedWith(DENIED);
        on.encrypt(on.user("carol")).isRefusedWith(DENIED);
        new GrantCalls(kms, kms.key()).encrypt(bob).isRefusedWith(DENIED);

        on.revoke(kms.root, grantId).ok();
        on.encrypt(bob).isRefusedWith(DENIED);
    }

    @Test
    void aGrantCountsWhereTheKeyPolicyLeavesItsAccountOut() {
        kms.identities.user(ACCOUNT, "admin");
        String admin = kms.identities.user(ACCOUNT, "admin");
        GrantCalls closed = new GrantCalls(
                kms,
                kms.keyWith("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + arnOf("admin")
                        + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}"));
        String bob = closed.user("bob", allow("kms:*"));
        closed.encrypt(bob).isRefusedWith(DENIED);
        closed.grantBy(admin, arnOf("bob"), "Encrypt").ok();
        closed.encrypt(bob).ok();
    }

    @Test
    void eachOperationIsAllowedByItself() {
        String bob = on.user("bob");
        String ciphertext = on.encrypt(kms.root).text("CiphertextBlob");
        String[][] calls = {
            {"Encrypt", "{'KeyId':'KEY','Plaintext':'aGVsbG8='}", "Encrypt"},
            {"Decrypt", "{'CiphertextBlob':'BLOB'}", "Decrypt"},
            {"GenerateDataKey", "{'KeyId':'KEY','KeySpec':'AES_256'}", "GenerateDataKey"},
            {"GenerateDataKeyWithoutPlaintext", "{'KeyId':'KEY','KeySpec':'AES_256'}", "GenerateDataKeyWithoutPlaintext"
            },
            {"DescribeKey", "{'KeyId':'KEY'}", "DescribeKey"},
            {"ReEncrypt", "{'CiphertextBlob':'BLOB','DestinationKeyId':'KEY'}", "ReEncryptFrom,ReEncryptTo"}
        };
        for (String[] granted : calls) {
            String grantId = on.grant(arnOf("bob"), granted[2]).text("GrantId");
            for (String[] each : calls) {
                Answer answer = kms.call(
                        bob, each[0], each[1].replace("KEY", arn(on.key)).replace("BLOB", ciphertext));
                if (each == granted) {
                    answer.ok();
                } else {
                    answer.isRefusedWith(DENIED);
                }
            }
            on.revoke(kms.root, grantId).ok();
        }
        on.grant(arnOf("bob"), "ReEncryptFrom").ok();
        kms.call(bob, "ReEncrypt", "{'CiphertextBlob':'" + ciphertext + "','DestinationKeyId':'" + on.key + "'}")
                .isRefusedWith(DENIED);
    }

    @Test
    void aDenyOfAnyPolicyOverridesAGrant() {
        String denied = on.user("denied", deny("kms:Encrypt"));
        on.grant(arnOf("denied"), "Encrypt").ok();
        on.encrypt(denied)
                .isRefusedWith(
                        DENIED,
                        "User: arn:aws:iam::111122223333:user/denied is not authorized to perform: kms:Encrypt on"
                                + " resource: " + arn(on.key) + " with an explicit deny in an identity-based policy");

        String bob = on.user("bob");
        on.grant(arnOf("bob"), "Encrypt").ok();
        kms.identities.bound(bob, deny("kms:Encrypt"));
        on.encrypt(bob).isRefusedWith(DENIED);

        String carol = on.user("carol");
        GrantCalls barred = new GrantCalls(
                kms,
                kms.keyWith(
                        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ACCOUNT
                                + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}",
                        "{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"" + arnOf("carol")
                                + "\"},\"Action\":\"kms:Encrypt\",\"Resource\":\"*\"}"));
        barred.grant(arnOf("carol"), "Encrypt,DescribeKey").ok();
        barred.encrypt(carol).isRefusedWith(DENIED);
        barred.describe(carol).ok();
    }

    /// As a key policy that names the user or the role: https://docs.aws.amazon.com/IAM/latest/UserGuide/
    /// reference_policies_evaluation-logic_policy-eval-denyallow.html
    @Test
    void aBoundaryLimitsAGrantToARoleAndNoneToAUser() {
        String bob = on.user("bob");
        kms.identities.bound(bob, allow("kms:DescribeKey"));
        on.grant(arnOf("bob"), "Encrypt").ok();
        on.encrypt(bob).ok();

        String app = kms.identities.session(ACCOUNT, "app", "run");
        on.grant(TestIdentities.roleArn(ACCOUNT, "app"), "Encrypt,DescribeKey").ok();
        on.encrypt(app).ok();
        kms.identities.bound(app, allow("kms:DescribeKey"));
        on.describe(app).ok();
        Answer limited = on.encrypt(app);
        assertThat(limited.message()).endsWith("because no permissions boundary allows the kms:Encrypt action");
    }

    @Test
    void aGrantToAnAccountLeavesTheDecisionToItsPolicies() {
        GrantCalls closed = new GrantCalls(
                kms,
                kms.keyWith("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ACCOUNT
                        + "\"},\"Action\":\"kms:CreateGrant\",\"Resource\":\"*\"}"));
        closed.grant(ACCOUNT, "Encrypt").ok();
        closed.encrypt(closed.user("bob")).isRefusedWith(DENIED);
        closed.encrypt(closed.user("carol", allow("kms:Encrypt"))).ok();
        closed.encrypt(kms.root).ok();
    }

    @Test
    void sessionsAndFederatedUsersCanBeGrantees() {
        String run = kms.identities.session(ACCOUNT, "app", "run");
        String other = kms.identities.session(ACCOUNT, "app", "other");
        on.grant("arn:aws:sts::111122223333:assumed-role/app/run", "Encrypt").ok();
        on.encrypt(run).ok();
        on.encrypt(other).isRefusedWith(DENIED);

        String dave = kms.identities.federatedUser(ACCOUNT, "dave");
        on.grant("arn:aws:sts::111122223333:federated-user/dave", "Encrypt").ok();
        on.encrypt(dave).ok();
    }

    @Test
    void whoGetsTheNameOfAGranteeLaterGetsNothingByItsGrant() {
        String bob = on.user("bob");
        on.grant(arnOf("bob"), "Encrypt").ok();
        on.encrypt(bob).ok();
        String before = kms.identities.userId("bob");

        kms.identities.replaceUser(ACCOUNT, "bob");
        on.encrypt(bob).isRefusedWith(DENIED);
        assertThat(on.list(kms.root)
                        .ok()
                        .path("Grants")
                        .get(0)
                        .path("GranteePrincipal")
                        .asString())
                .isEqualTo(before);
    }

    /// https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html: a grant or a policy in
    /// the caller's own account.
    @Test
    void acrossAccountsTheCallersAccountMustConsentByAPolicyOrByAGrantOfItsOwn() {
        String eve = on.foreigner("eve");
        String arn = TestIdentities.userArn(OTHER_ACCOUNT, "eve");
        String grantId = on.grant(arn, "Encrypt").text("GrantId");
        Answer refused = on.encrypt(eve);
        refused.isRefusedWith(DENIED);
        assertThat(refused.message()).endsWith("because no identity-based policy allows the kms:Encrypt action");
        on.encrypt(on.foreigner("eve", allow("kms:Encrypt"))).ok();
        on.foreigner("eve");
        on.revoke(kms.root, grantId).ok();

        GrantCalls shared = new GrantCalls(
                kms,
                kms.keyWith("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"" + ACCOUNT + "\",\"" + OTHER_ACCOUNT
                        + "\"]},\"Action\":[\"kms:CreateGrant\",\"kms:ListGrants\"],\"Resource\":\"*\"}"));
        shared.grantBy(kms.otherRoot, arn, "Encrypt").ok();
        shared.encrypt(eve).ok();
        shared.describe(eve).isRefusedWith(DENIED);
        assertThat(shared.list(kms.root)
                        .ok()
                        .path("Grants")
                        .get(0)
                        .path("IssuingAccount")
                        .asString())
                .isEqualTo("arn:aws:iam::444455556666:root");
        assertThat(kms.event(OTHER_ACCOUNT, "Encrypt")
                        .path("recipientAccountId")
                        .asString())
                .isEqualTo(OTHER_ACCOUNT);
    }

    @Test
    void aConstraintHoldsForTheContextThatItNames() {
        String bob = on.user("bob");
        String equals = on.grant(
                        arnOf("bob"), "Encrypt", "'Constraints':{'EncryptionContextEquals':{'Dept':'IT','a':'b'}}")
                .text("GrantId");
        on.encrypt(bob, "{'Dept':'IT','a':'b'}").ok();
        on.encrypt(bob, "{'a':'b','dept':'IT'}").ok();
        for (String context : new String[] {
            "{}", "{'Dept':'IT'}", "{'Dept':'it','a':'b'}", "{'Dept':'IT','a':'b','c':'d'}", "{'Dept':'b','a':'IT'}"
        }) {
            on.encrypt(bob, context).isRefusedWith(DENIED);
        }
        on.revoke(kms.root, equals).ok();

        on.grant(arnOf("bob"), "Encrypt", "'Constraints':{'EncryptionContextSubset':{'Dept':'IT','a':'b'}}")
                .ok();
        on.encrypt(bob, "{'Dept':'IT','a':'b'}").ok();
        on.encrypt(bob, "{'DEPT':'IT','a':'b','c':'d'}").ok();
        for (String context : new String[] {"{}", "{'Dept':'IT'}", "{'Dept':'IT','a':'c'}", "{'a':'b','c':'d'}"}) {
            on.encrypt(bob, context).isRefusedWith(DENIED);
        }
    }

    @Test
    void anEmptyContextThatIsRequiredIsNoContext() {
        String bob = on.user("bob");
        on.grant(arnOf("bob"), "Encrypt", "'Constraints':{'EncryptionContextEquals':{}}")
                .ok();
        on.encrypt(bob, "{}").ok();
        on.encrypt(bob, "{'a':'b'}").isRefusedWith(DENIED);
    }

    @Test
    void aConstraintDoesNotBindWhatTakesNoContext() {
        String bob = on.user("bob");
        on.grant(arnOf("bob"), "Encrypt,DescribeKey", "'Constraints':{'EncryptionContextEquals':{'a':'b'}}")
                .ok();
        on.describe(bob).ok();
        on.encrypt(bob).isRefusedWith(DENIED);
    }

    @Test
    void aSourceArnThatNoRequestHasLetsNothingPass() {
        String bob = on.user("bob");
        on.grant(arnOf("bob"), "Encrypt,DescribeKey", "'Constraints':{'SourceArn':'arn:aws:s3:::bucket'}")
                .ok();
        on.encrypt(bob).isRefusedWith(DENIED);
        on.describe(bob).isRefusedWith(DENIED);
    }

    /// Far more grants than are read whatever their constraints.
    @ParameterizedTest
    @ValueSource(strings = {"EncryptionContextEquals", "EncryptionContextSubset"})
    void ofManyGrantsTheOneIsFoundWhoseConstraintHolds(String rule) {
        String bob = on.user("bob");
        for (int i = 0; i < 150; i++) {
            on.grant(arnOf("bob"), "Encrypt", "'Constraints':{'" + rule + "':{'Id':'" + i + "','z':'1'}}")
                    .ok();
        }
        on.encrypt(bob, "{'id':'137','z':'1'}").ok();
        on.encrypt(bob, "{'id':'0','Z':'1'}").ok();
        on.encrypt(bob, "{'id':'150','z':'1'}").isRefusedWith(DENIED);
        on.encrypt(bob).isRefusedWith(DENIED);
        on.describe(bob).isRefusedWith(DENIED);
        on.grant(arnOf("bob"), "Encrypt,DescribeKey").ok();
        on.encrypt(bob).ok();
        on.describe(bob).ok();
    }

    @Test
    void aGrantMadeByAGrantAllowsNoMore() {
        String bob = on.user("bob");
        on.user("carol");
        String carol = arnOf("carol");
        on.grant(
                        arnOf("bob"),
                        "CreateGrant,Encrypt,DescribeKey",
                        "'Constraints':{'EncryptionContextSubset':{'a':'b','c':'d'}}")
                .ok();
        String same = "'Constraints':{'EncryptionContextSubset':{'A':'b','c':'d'}}";
        on.grantBy(bob, carol, "Encrypt", same).ok();
        on.grantBy(bob, carol, "Encrypt", "'Constraints':{'EncryptionContextSubset':{'a':'b','c':'d','e':'f'}}")
                .ok();
        on.grantBy(bob, carol, "Encrypt", "'Constraints':{'EncryptionContextEquals':{'a':'b','c':'d'}}")
                .ok();
        on.grantBy(bob, carol, "CreateGrant,Encrypt", same).ok();

        on.grantBy(bob, carol, "Encrypt").isRefusedWith(DENIED);
        on.grantBy(bob, carol, "Encrypt,Decrypt", same).isRefusedWith(DENIED);
        on.grantBy(bob, carol, "Encrypt", "'Constraints':{'EncryptionContextSubset':{'a':'b'}}")
                .isRefusedWith(DENIED);
        on.grantBy(bob, carol, "Encrypt", "'Constraints':{'EncryptionContextEquals':{'a':'b'}}")
                .isRefusedWith(DENIED);
        on.grantBy(bob, carol, "Encrypt", "'Constraints':{'EncryptionContextEquals':{}}")
                .isRefusedWith(DENIED);
    }

    @Test
    void aChildOfAGrantForOneContextIsForThatContext() {
        String bob = on.user("bob");
        on.user("carol");
        String exactly = "'Constraints':{'EncryptionContextEquals':{'a':'b'}}";
        on.grant(arnOf("bob"), "CreateGrant,Encrypt", exactly).ok();
        on.grantBy(bob, arnOf("carol"), "Encrypt", exactly).ok();
        for (String looser : new String[] {
            "'Constraints':{'EncryptionContextSubset':{'a':'b'}}",
            "'Constraints':{'EncryptionContextEquals':{'a':'b','c':'d'}}",
            "'Name':'none'"
        }) {
            on.grantBy(bob, arnOf("carol"), "Encrypt", looser).isRefusedWith(DENIED);
        }
    }

    @Test
    void aGrantWithoutCreateGrantMakesNone() {
        String bob = on.user("bob");
        on.grant(arnOf("bob"), "Encrypt,DescribeKey").ok();
        on.grantBy(bob, arnOf("bob"), "Encrypt").isRefusedWith(DENIED);
    }

    @Test
    void whoMayCreateGrantsByAPolicyIsNotBoundByItsGrants() {
        String bob = on.user("bob", allow("kms:CreateGrant"));
        on.grant(arnOf("bob"), "CreateGrant,Encrypt").ok();
        on.grantBy(bob, arnOf("bob"), "Decrypt,DescribeKey").ok();
    }
}
