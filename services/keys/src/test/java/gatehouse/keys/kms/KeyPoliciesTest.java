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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KeyPoliciesTest {
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

    private static final String DELEGATION = statement("arn:aws:iam::111122223333:root", "kms:*");

    @Test
    void aKeyWithoutAPolicyOfItsOwnLeavesTheDecisionToItsAccount() {
        String key = kms.key();
        Answer got = kms.call(kms.root, "GetKeyPolicy", "{'KeyId':'" + key + "','PolicyName':'default'}");

        assertThat(got.text("PolicyName")).isEqualTo("default");
        assertThat(got.text("Policy"))
                .contains("key-default-1")
                .contains("Enable IAM User Permissions")
                .contains("arn:aws:iam::111122223333:root");
        JsonNode names =
                kms.call(kms.root, "ListKeyPolicies", "{'KeyId':'" + key + "'}").ok();
        assertThat(names.path("PolicyNames").get(0).asString()).isEqualTo("default");
        kms.call(kms.root, "GetKeyPolicy", "{'KeyId':'" + key + "','PolicyName':'other'}")
                .isRefusedWith("NotFoundException", "No such policy exists");
        assertThat(kms.event("GetKeyPolicy").path("responseElements").isNull()).isTrue();
    }

    @Test
    void withoutTheKeyPolicysConsentIdentityPoliciesCountForNothing() {
        String alice =
                kms.identities.user(ACCOUNT, "alice", "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}");
        String bob = kms.identities.user(ACCOUNT, "bob");
        String key = kms.keyWith(statement(TestIdentities.userArn(ACCOUNT, "bob"), "kms:*"));

        encrypt(bob, key).ok();
        encrypt(alice, key)
                .isRefusedWith(
                        "AccessDeniedException",
                        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:Encrypt on"
                                + " resource: " + arn(key) + " because no resource-based policy allows the kms:Encrypt"
                                + " action");
        encrypt(kms.root, key).isRefusedWith("AccessDeniedException");

        put(bob, key, policy(DELEGATION)).ok();
        encrypt(alice, key).ok();
        encrypt(bob, key).isRefusedWith("AccessDeniedException");
    }

    @Test
    void aPolicyThatLocksItsAuthorOutIsRefused() {
        String key = kms.key();
        kms.identities.user(ACCOUNT, "bob");
        String foreign = policy(statement(TestIdentities.userArn(ACCOUNT, "bob"), "kms:*"));
        String words = "The new key policy will not allow you to update the key policy in the future.";

        put(kms.root, key, foreign).isRefusedWith("MalformedPolicyDocumentException", words);
        kms.call(kms.root, "CreateKey", "{'Policy':" + KmsFixture.json(foreign) + "}")
                .isRefusedWith("MalformedPolicyDocumentException", words);
        put(kms.root, key, policy(DELEGATION, deny("kms:PutKeyPolicy")))
                .isRefusedWith("MalformedPolicyDocumentException", words);
        encrypt(kms.root, key).ok();
        kms.call(
                        kms.root,
                        "PutKeyPolicy",
                        "{'KeyId':'" + key + "','Policy':" + KmsFixture.json(foreign)
                                + ",'BypassPolicyLockoutSafetyCheck':true}")
                .ok();
        encrypt(kms.root, key).isRefusedWith("AccessDeniedException");
    }

    @Test
    void bypassingTheCheckIsAConditionKey() {
        String key = kms.key();
        String careful = kms.identities.user(
                ACCOUNT,
                "careful",
                "{\"Effect\":\"Allow\",\"Action\":[\"kms:PutKeyPolicy\",\"kms:CreateKey\"],\"Resource\":\"*\","
                        + "\"Condition\":{\"Bool\":{\"kms:BypassPolicyLockoutSafetyCheck\":\"false\"}}}");
        put(careful, key, policy(DELEGATION)).ok();
        kms.call(
                        careful,
                        "PutKeyPolicy",
                        "{'KeyId':'" + key + "','Policy':" + KmsFixture.json(policy(DELEGATION))
                                + ",'BypassPolicyLockoutSafetyCheck':true}")
                .isRefusedWith("AccessDeniedException");
        kms.call(careful, "CreateKey", "{'BypassPolicyLockoutSafetyCheck':true}")
                .isRefusedWith("AccessDeniedException");
        kms.call(careful, "CreateKey", "{}").ok();
    }

    @Test
    void policiesOfPrincipalsThatDoNotExistAreRefused() {
        for (String nobody : List.of("arn:aws:iam::111122223333:user/none", "999999999999", "alice")) {
            put(kms.root, kms.key(), policy(DELEGATION, statement(nobody, "kms:*")))
                    .isRefusedWith(
                            "MalformedPolicyDocumentException",
                            "Policy contains a statement with one or more invalid principals.");
        }
    }

    @Test
    void aPolicySpeaksOfWhomItWasWrittenForAndNotOfWhoGetsTheirName() {
        String alice = kms.identities.user(ACCOUNT, "alice");
        String written = policy(DELEGATION, statement("arn:aws:iam::111122223333:user/alice", "kms:DescribeKey"));
        String key = kms.key();
        put(kms.root, key, written).ok();
        String describe = "{'KeyId':'" + key + "'}";
        assertThat(shown(key)).isEqualTo(written);
        kms.call(alice, "DescribeKey", describe).ok();

        String id = kms.identities.userId("alice");
        kms.identities.replaceUser(ACCOUNT, "alice");
        kms.call(alice, "DescribeKey", describe).isRefusedWith("AccessDeniedException");
        assertThat(shown(key)).isEqualTo(written.replace("arn:aws:iam::111122223333:user/alice", id));

        put(kms.root, key, written).ok();
        kms.call(alice, "DescribeKey", describe).ok();
        assertThat(shown(key)).isEqualTo(written);
    }

    @Test
    void aNewKeysPolicySpeaksOfTheSameToo() {
        String alice = kms.identities.user(ACCOUNT, "alice");
        String key = kms.keyWith(DELEGATION, statement("arn:aws:iam::111122223333:user/alice", "kms:DescribeKey"));
        assertThat(shown(key)).contains("arn:aws:iam::111122223333:user/alice");
        kms.identities.replaceUser(ACCOUNT, "alice");
        kms.call(alice, "DescribeKey", "{'KeyId':'" + key + "'}").isRefusedWith("AccessDeniedException");
    }

    private String shown(String key) {
        return kms.call(kms.root, "GetKeyPolicy", "{'KeyId':'" + key + "'}").text("Policy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:group/admins",
                "arn:aws:iam:::root",
                "arn:aws:iam::111122223333:alice",
                "arn:aws:s3:::bucket",
                "arn:aws:sts::111122223333:root",
                "arn:aws"
            })
    void arnsThatNoPrincipalCanHaveAreInvalid(String arn) {
        put(kms.root, kms.key(), policy(DELEGATION, statement(arn, "kms:*")))
                .isRefusedWith("InvalidArnException", "An ARN in the specified key policy is invalid.");
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        String key = kms.key();
        put(kms.root, key, "{").isRefusedWith("MalformedPolicyDocumentException");
        put(kms.root, key, policy("{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}"))
                .isRefusedWith("MalformedPolicyDocumentException", "Policy contains a statement with no principal.");
        put(kms.root, key, policy(DELEGATION) + " ".repeat(32_768)).isRefusedWith("LimitExceededException");
    }

    @Test
    void policiesAreReadAndPutOnlyWithPermission() {
        String key = kms.key();
        String nobody = kms.identities.user(ACCOUNT, "nobody");
        put(nobody, key, policy(DELEGATION)).isRefusedWith("AccessDeniedException");
        kms.call(nobody, "GetKeyPolicy", "{'KeyId':'" + key + "'}").isRefusedWith("AccessDeniedException");
        kms.call(nobody, "ListKeyPolicies", "{'KeyId':'" + key + "'}").isRefusedWith("AccessDeniedException");
        put(kms.root, key, policy(DELEGATION)).ok();
        assertThat(kms.event("PutKeyPolicy")
                        .path("responseElements")
                        .path("keyId")
                        .asString())
                .isEqualTo(arn(key));
    }

    @Test
    void anotherAccountNeedsTheKeyPolicyAndItsOwn() {
        String allowed = kms.identities.user(
                OTHER_ACCOUNT, "carol", "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}");
        String unable = kms.identities.user(OTHER_ACCOUNT, "dave");
        String closed = kms.key();
        String open = kms.keyWith(DELEGATION, statement("arn:aws:iam::444455556666:root", "kms:*"));

        Answer encrypted = encrypt(allowed, arn(open));
        assertThat(encrypted.text("KeyId")).isEqualTo(arn(open));
        kms.call(allowed, "Decrypt", "{'CiphertextBlob':'" + encrypted.text("CiphertextBlob") + "'}")
                .ok();
        encrypt(unable, arn(open)).isRefusedWith("AccessDeniedException");
        encrypt(allowed, arn(closed))
                .isRefusedWith(
                        "AccessDeniedException",
                        "User: arn:aws:iam::444455556666:user/carol is not authorized to perform: kms:Encrypt on this"
                                + " resource because the resource does not exist in this Region, no resource-based"
                                + " policies allow access, or a resource-based policy explicitly denies access");
        encrypt(allowed, open).isRefusedWith("NotFoundException");
        String refused = encrypt(allowed, arn(closed)).message();
        JsonNode event = kms.event(OTHER_ACCOUNT, "Encrypt");
        assertThat(event.path("errorMessage").asString()).isEqualTo(refused);
        assertThat(event.has("resources")).isFalse();
        encrypt(allowed, arn("1234abcd-12ab-34cd-56ef-1234567890ab")).isRefusedWith("AccessDeniedException", refused);
        assertThat(kms.event(OTHER_ACCOUNT, "Encrypt").has("resources")).isFalse();

        // Managing is for the owner's account alone, whatever the key policy says.
        kms.call(allowed, "DisableKey", "{'KeyId':'" + arn(open) + "'}").isRefusedWith("AccessDeniedException");
        kms.call(allowed, "DescribeKey", "{'KeyId':'" + arn(open) + "'}").ok();
    }

    /// A caller's own policies ask for tags, aliases and what else a key is: what they decide, and how that is
    /// explained, must not tell it of a key whose policy gives the caller nothing.
    @Test
    void anotherAccountsKeyIsAsMissingWhateverTheCallersPoliciesAskOf() {
        String key = kms.key();
        kms.call(kms.root, "CreateAlias", "{'AliasName':'alias/hidden','TargetKeyId':'" + key + "'}")
                .ok();
        kms.call(kms.root, "TagResource", "{'KeyId':'" + key + "','Tags':[{'TagKey':'Project','TagValue':'Secret'}]}")
                .ok();
        String everything = "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}";
        String deny = ",{\"Effect\":\"Deny\",\"Action\":\"kms:*\",\"Resource\":\"*\"";
        List<String> policies = List.of(
                everything,
                everything + deny + "}",
                everything + deny + ",\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/Project\":\"Secret\"}}}",
                everything + deny + ",\"Condition\":{\"StringEquals\":{\"kms:KeySpec\":\"SYMMETRIC_DEFAULT\"}}}",
                everything + deny
                        + ",\"Condition\":{\"ForAnyValue:StringLike\":{\"kms:ResourceAliases\":\"alias/h*\"}}}",
                everything + deny + ",\"Condition\":{\"StringNotEquals\":{\"aws:ResourceTag/Project\":\"x\"}}}");
        for (int i = 0; i < policies.size(); i++) {
            String caller = kms.identities.user(OTHER_ACCOUNT, "spy" + i, policies.get(i));
            String missing = "1234abcd-12ab-34cd-56ef-1234567890ab";
            String there = refusal(caller, arn(key)).replace(key, missing);
            assertThat(there).isEqualTo(refusal(caller, arn(missing)));
            String alias = "arn:aws:kms:us-east-1:" + ACCOUNT + ":alias/";
            assertThat(refusal(caller, alias + "hidden").replace("hidden", "none"))
                    .isEqualTo(refusal(caller, alias + "none"));
        }
    }

    /// Error and explanation of a refused Encrypt.
    private String refusal(String caller, String key) {
        Answer refused = encrypt(caller, key);
        refused.isRefusedWith("AccessDeniedException");
        return refused.message() + kms.decisions(OTHER_ACCOUNT, "Encrypt");
    }

    /// Whether an alias of another account stands for a key of which the caller knows the id.
    @Test
    void norIsItTheKeyOfAnAliasThatTheCallerMayNotUse() {
        String key = kms.key();
        kms.call(kms.root, "CreateAlias", "{'AliasName':'alias/hidden','TargetKeyId':'" + key + "'}")
                .ok();
        String spy = kms.identities.user(
                OTHER_ACCOUNT,
                "spy",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"kms:*\","
                        + "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"kms:ReEncryptOnSameKey\":\"true\"}}}");
        String own = kms.call(kms.otherRoot, "CreateKey", "{}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
        String body = "{'CiphertextBlob':'" + encrypt(kms.otherRoot, own).text("CiphertextBlob")
                + "','SourceKeyId':'arn:aws:kms:us-east-1:" + ACCOUNT + ":alias/hidden','DestinationKeyId':'";
        Answer same = kms.call(spy, "ReEncrypt", body + arn(key) + "'}");
        String told = same.message() + kms.decisions(OTHER_ACCOUNT, "ReEncrypt");
        Answer other = kms.call(spy, "ReEncrypt", body + arn(own) + "'}");
        same.isRefusedWith("AccessDeniedException");
        assertThat(told).isEqualTo(other.message() + kms.decisions(OTHER_ACCOUNT, "ReEncrypt"));
    }

    /// A ciphertext names its key, and not whose that is: it tells nothing of that either.
    @Test
    void aCiphertextOfAnotherAccountsKeyIsAsOneOfNoKey() {
        String spy = kms.identities.user(
                OTHER_ACCOUNT, "spy", "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}");
        String ciphertext = encrypt(kms.root, kms.key()).text("CiphertextBlob");
        kms.call(spy, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}")
                .isRefusedWith(
                        "AccessDeniedException",
                        "The ciphertext refers to a customer master key that does not exist, does not exist in this"
                                + " region, or you are not allowed to access.");
        assertThat(kms.decisions(OTHER_ACCOUNT, "Decrypt")).doesNotContain(ACCOUNT);
    }

    @Test
    void aCrossAccountUseIsRecordedInBothAccounts() {
        String carol = kms.identities.user(
                OTHER_ACCOUNT, "carol", "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}");
        String key = kms.keyWith(DELEGATION, statement("arn:aws:iam::444455556666:root", "kms:*"));
        encrypt(carol, arn(key)).ok();
        JsonNode own = kms.event(OTHER_ACCOUNT, "Encrypt");
        JsonNode owners = kms.event(ACCOUNT, "Encrypt");

        assertThat(own.path("sharedEventID").asString())
                .isNotEmpty()
                .isEqualTo(owners.path("sharedEventID").asString());
        assertThat(owners.path("recipientAccountId").asString()).isEqualTo(ACCOUNT);
    }

    private Answer encrypt(String accessKey, String key) {
        return kms.call(accessKey, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'aGVsbG8='}");
    }

    private Answer put(String accessKey, String key, String policy) {
        return kms.call(accessKey, "PutKeyPolicy", "{'KeyId':'" + key + "','Policy':" + KmsFixture.json(policy) + "}");
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String statement(String principal, String action) {
        return "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal + "\"},\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}";
    }

    private static String deny(String action) {
        return "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}";
    }
}
