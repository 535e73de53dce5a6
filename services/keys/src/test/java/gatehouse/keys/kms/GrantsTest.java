package gatehouse.keys.kms;

import static gatehouse.keys.kms.GrantCalls.allow;
import static gatehouse.keys.kms.GrantCalls.arnOf;
import static gatehouse.keys.kms.GrantCalls.ids;
import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.OTHER_ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Making grants and listing them.
class GrantsTest {
    private static final String DENIED = "AccessDeniedException";
    private static final String NO_GRANT = "0".repeat(64);

    @TempDir
    private Path folder;

    private KmsFixture kms;
    private GrantCalls on;

    @BeforeEach
    void start() throws IOException {
        kms = KmsFixture.in(folder);
        on = new GrantCalls(kms, kms.key());
        on.user("bob");
        on.user("carol");
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void aGrantIsListedAsItWasMade() {
        Answer made = on.grant(
                arnOf("bob"),
                "Encrypt,RetireGrant,Encrypt",
                "'RetiringPrincipal':'" + arnOf("carol") + "'",
                "'Name':'for-bob'",
                "'Constraints':{'EncryptionContextSubset':{'Dept':'IT'}}");
        assertThat(made.text("GrantId")).matches("[0-9a-f]{64}");

        JsonNode grant = on.list(kms.root).ok().path("Grants").get(0);
        assertThat(grant.path("GrantId").asString()).isEqualTo(made.text("GrantId"));
        assertThat(grant.path("KeyId").asString()).isEqualTo(arn(on.key));
        assertThat(grant.path("Name").asString()).isEqualTo("for-bob");
        assertThat(grant.path("GranteePrincipal").asString()).isEqualTo(arnOf("bob"));
        assertThat(grant.path("RetiringPrincipal").asString()).isEqualTo(arnOf("carol"));
        assertThat(grant.path("IssuingAccount").asString()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(grant.path("Operations").toString()).isEqualTo("[\"Encrypt\",\"RetireGrant\"]");
        assertThat(grant.path("Constraints").toString()).isEqualTo("{\"EncryptionContextSubset\":{\"Dept\":\"IT\"}}");
        assertThat(grant.path("CreationDate").asDouble())
                .isEqualTo((double) kms.clock.instant().getEpochSecond());

        on.grant(ACCOUNT, "Encrypt").ok();
        JsonNode plain = on.list(kms.root, "'GranteePrincipal':'" + ACCOUNT + "'")
                .ok()
                .path("Grants")
                .get(0);
        assertThat(plain.path("GranteePrincipal").asString()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(plain.path("Name").asString()).isEmpty();
        assertThat(plain.has("RetiringPrincipal")).isFalse();
        assertThat(plain.has("Constraints")).isFalse();
    }

    @Test
    void aRequestWithANameThatIsRepeatedMakesNoSecondGrant() {
        String[] named = {"'Name':'one'", "'Constraints':{'EncryptionContextSubset':{'a':'b'}}"};
        Answer first = on.grant(arnOf("bob"), "Encrypt,Decrypt", named);
        Answer second = on.grant(arnOf("bob"), "Encrypt,Decrypt", named);
        assertThat(second.text("GrantId")).isEqualTo(first.text("GrantId"));
        assertThat(second.text("GrantToken")).isNotEqualTo(first.text("GrantToken"));

        List<String> others = List.of(
                on.grant(arnOf("bob"), "Encrypt", named).text("GrantId"),
                on.grant(arnOf("carol"), "Encrypt,Decrypt", named).text("GrantId"),
                on.grant(arnOf("bob"), "Encrypt,Decrypt", "'Name':'one'").text("GrantId"),
                on.grant(arnOf("bob"), "Encrypt,Decrypt", "'Name':'two'", named[1])
                        .text("GrantId"),
                on.grant(arnOf("bob"), "Encrypt,Decrypt", named[0], named[1], "'RetiringPrincipal':'" + ACCOUNT + "'")
                        .text("GrantId"),
                on.grant(arnOf("bob"), "Encrypt").text("GrantId"),
                on.grant(arnOf("bob"), "Encrypt").text("GrantId"));
        assertThat(others).doesNotHaveDuplicates().doesNotContain(first.text("GrantId"));
        assertThat(ids(on.list(kms.root))).hasSize(others.size() + 1);

        GrantCalls elsewhere = new GrantCalls(kms, kms.key());
        assertThat(elsewhere.grant(arnOf("bob"), "Encrypt,Decrypt", named).text("GrantId"))
                .isNotEqualTo(first.text("GrantId"));
        on.retireByToken(kms.root, second.text("GrantToken")).ok();
        assertThat(on.grant(arnOf("bob"), "Encrypt,Decrypt", named).text("GrantId"))
                .isNotEqualTo(first.text("GrantId"));
    }

    @Test
    void requestsWithOneNameThatMeetMakeOneGrant() throws ExecutionException, InterruptedException {
        Set<String> made = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(threads.submit(() -> on.grant(arnOf("bob"), "Encrypt", "'Name':'one'")));
            }
            for (Future<Answer> answer : answers) {
                made.add(answer.get().text("GrantId"));
            }
        }
        assertThat(made).hasSize(1);
        assertThat(ids(on.list(kms.root))).containsExactlyElementsOf(made);
        GrantCount count = kms.store.begin().get(KmsTables.GRANT_COUNTS, KmsTables.key(KmsFixture.REGION, on.key));
        assertThat(count).isEqualTo(new GrantCount(KmsFixture.REGION, on.key, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:user/nobody",
                "arn:aws:iam::111122223333:role/nobody",
                "arn:aws:iam::999999999999:root",
                "999999999999",
                "arn:aws:iam::111122223333:group/admins",
                "arn:aws:kms:us-east-1:111122223333:key/1",
                "AIDANOBODYNOBODYNOBO",
                "alice",
                "lambda.example.com"
            })
    void whoDoesNotExistIsGrantedNothing(String principal) {
        String words = "ARN does not refer to a valid principal: " + principal;
        on.grant(principal, "Encrypt").isRefusedWith("InvalidArnException", words);
        on.grant(arnOf("bob"), "Encrypt", "'RetiringPrincipal':'" + principal + "'")
                .isRefusedWith("InvalidArnException", words);
    }

    @Test
    void servicesCanBeGrantees() {
        on.grant(
                        "dynamodb.us-east-1.amazonaws.com",
                        "Encrypt",
                        "'RetiringPrincipal':'dynamodb.us-east-1.amazonaws.com'")
                .ok();
        String service = "'GranteeServicePrincipal':'rds.amazonaws.com'";
        String source = "'Constraints':{'SourceArn':'arn:aws:rds:us-east-1:111122223333:db:orders'}";
        String retiring = "'RetiringServicePrincipal':'rds.amazonaws.com'";
        kms.call(kms.root, "CreateGrant", on.body(service, "Decrypt", source, retiring))
                .ok();
        for (String body : List.of(
                on.body(service, "Decrypt", source),
                on.body(service, "Decrypt", retiring),
                on.body(service, "Decrypt", source, retiring, "'GranteePrincipal':'" + arnOf("bob") + "'"),
                on.body(service, "Decrypt", source, retiring, "'RetiringPrincipal':'" + arnOf("bob") + "'"),
                on.body("'Name':'nobody'", "Decrypt"))) {
            kms.call(kms.root, "CreateGrant", body).isRefusedWith("ValidationException");
        }

        JsonNode grants = on.list(kms.root).ok().path("Grants");
        for (JsonNode grant : grants) {
            boolean typed = grant.has("GranteeServicePrincipal");
            assertThat(grant.path(typed ? "GranteeServicePrincipal" : "GranteePrincipal")
                            .asString())
                    .isEqualTo(typed ? "rds.amazonaws.com" : "dynamodb.us-east-1.amazonaws.com");
            assertThat(grant.has("RetiringServicePrincipal")).isEqualTo(typed);
            assertThat(grant.path("Constraints").has("SourceArn")).isEqualTo(typed);
        }
        assertThat(grants).hasSize(2);
        on.list(kms.root, service).isRefusedWith(DENIED);
        kms.call(kms.root, "ListRetirableGrants", "{" + retiring + "}").isRefusedWith(DENIED);
    }

    @Test
    void onlyWhatAKeyCanDoIsGranted() {
        for (String operation : List.of("Sign", "Verify", "GetPublicKey", "GenerateMac", "DeriveSharedSecret")) {
            on.grant(arnOf("bob"), "Encrypt," + operation)
                    .isRefusedWith(
                            "ValidationException",
                            "Operation " + operation + " is not supported on a KMS key with KeySpec SYMMETRIC_DEFAULT"
                                    + " and KeyUsage ENCRYPT_DECRYPT.");
        }
        on.grant(arnOf("bob"), "ScheduleKeyDeletion").isRefusedWith("ValidationException");
        on.grant(arnOf("bob"), "CreateGrant")
                .isRefusedWith("ValidationException", "Grants must not contain only the CreateGrant operation.");
        kms.call(
                        kms.root,
                        "CreateGrant",
                        "{'KeyId':'" + on.key + "','GranteePrincipal':'" + arnOf("bob") + "','Operations':[]}")
                .isRefusedWith("ValidationException");
        on.grant(
                        arnOf("bob"),
                        "Decrypt,Encrypt,GenerateDataKey,GenerateDataKeyWithoutPlaintext,GenerateDataKeyPair,"
                                + "GenerateDataKeyPairWithoutPlaintext,ReEncryptFrom,ReEncryptTo,CreateGrant,DescribeKey,"
                                + "RetireGrant")
                .ok();
    }

    @Test
    void anEmptyConstraintBesideAnotherIsNone() {
        on.grant(
                        arnOf("bob"),
                        "Encrypt",
                        "'Constraints':{'EncryptionContextSubset':{'a':'b'},'EncryptionContextEquals':{}}")
                .ok();
        on.grant(
                        arnOf("bob"),
                        "Decrypt",
                        "'Constraints':{'EncryptionContextSubset':{},'EncryptionContextEquals':{'a':'b'}}")
                .ok();
        Set<String> constraints = new HashSet<>();
        on.list(kms.root)
                .ok()
                .path("Grants")
                .forEach(grant ->
                        constraints.add(grant.path("Operations").get(0).asString() + " " + grant.path("Constraints")));
        assertThat(constraints)
                .containsExactlyInAnyOrder(
                        "Encrypt {\"EncryptionContextSubset\":{\"a\":\"b\"}}",
                        "Decrypt {\"EncryptionContextEquals\":{\"a\":\"b\"}}");
    }

    @Test
    void constraintsHaveAwsLimits() {
        on.grant(
                        arnOf("bob"),
                        "Encrypt",
                        "'Constraints':{'EncryptionContextSubset':{'a':'b'},'EncryptionContextEquals':{'a':'b'}}")
                .isRefusedWith("ValidationException", "More than one constraint supplied");
        String eight = "'1':'','2':'','3':'','4':'','5':'','6':'','7':'','8':''";
        constrained(eight).ok();
        constrained(eight + ",'9':''").isRefusedWith("LimitExceededException");
        constrained("'k':'" + "v".repeat(383) + "'").ok();
        constrained("'k':'" + "v".repeat(384) + "'").isRefusedWith("LimitExceededException");
    }

    private Answer constrained(String pairs) {
        return on.grant(arnOf("bob"), "Encrypt", "'Constraints':{'EncryptionContextEquals':{" + pairs + "}}");
    }

    @Test
    void aKeyHasNoMoreGrantsThanTheQuotaSays() throws IOException {
        kms.close();
        KmsLimits some = KmsLimits.DEFAULTS;
        kms = new KmsFixture(
                folder.resolve("small"),
                new KmsLimits(
                        some.aliasesPerKeyMax(),
                        some.policyBytesMax(),
                        some.tagsPerKeyMax(),
                        some.encryptionContextBytesMax(),
                        some.openedSecretsMax(),
                        some.compiledPoliciesMax(),
                        some.knownKeysMax(),
                        3,
                        some.grantPoliciesMax()));
        on = new GrantCalls(kms, kms.key());
        on.user("bob");
        String first = on.grant(arnOf("bob"), "Encrypt").text("GrantId");
        on.grant(arnOf("bob"), "Encrypt", "'Name':'a'").ok();
        on.grant(arnOf("bob"), "Encrypt").ok();
        on.grant(arnOf("bob"), "Encrypt").isRefusedWith("LimitExceededException");
        on.grant(arnOf("bob"), "Encrypt", "'DryRun':true").isRefusedWith("LimitExceededException");
        on.grant(arnOf("bob"), "Encrypt", "'Name':'a'").ok();
        new GrantCalls(kms, kms.key()).grant(arnOf("bob"), "Encrypt").ok();
        on.revoke(kms.root, first).ok();
        on.grant(arnOf("bob"), "Encrypt").ok();
        on.grant(arnOf("bob"), "Encrypt").isRefusedWith("LimitExceededException");
    }

    @Test
    void pagesFollowOneAnother() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(on.grant(arnOf("bob"), "Encrypt,Decrypt", "'RetiringPrincipal':'" + arnOf("carol") + "'")
                    .text("GrantId"));
        }
        on.grant(arnOf("carol"), "Encrypt").ok();
        assertThat(paged("ListGrants", "'KeyId':'" + on.key + "'")).hasSize(8).containsAll(made);
        assertThat(paged("ListGrants", "'KeyId':'" + on.key + "','GranteePrincipal':'" + arnOf("bob") + "'"))
                .containsExactlyInAnyOrderElementsOf(made);
        assertThat(paged("ListRetirableGrants", "'RetiringPrincipal':'" + arnOf("carol") + "'"))
                .containsExactlyInAnyOrderElementsOf(made);
        on.list(kms.root, "'Limit':101").isRefusedWith("ValidationException");
        on.list(kms.root, "'Marker':'AAAA'").isRefusedWith("InvalidMarkerException");
        assertThat(ids(on.list(kms.root, "'GrantId':'" + made.get(3) + "'"))).containsExactly(made.get(3));
        assertThat(ids(on.list(
                        kms.root, "'GrantId':'" + made.get(3) + "'", "'GranteePrincipal':'" + arnOf("carol") + "'")))
                .isEmpty();
        on.list(kms.root, "'GrantId':'" + NO_GRANT + "'").isRefusedWith("NotFoundException");
        on.list(kms.root, "'GrantId':'x'").isRefusedWith("InvalidGrantIdException");
    }

    private List<String> paged(String operation, String members) {
        List<String> all = new ArrayList<>();
        String marker = "";
        do {
            Answer page = kms.call(kms.root, operation, "{" + members + ",'Limit':3" + marker + "}");
            assertThat(ids(page)).hasSizeLessThanOrEqualTo(3);
            all.addAll(ids(page));
            boolean more = page.ok().path("Truncated").asBoolean();
            marker = more ? ",'Marker':'" + page.text("NextMarker") + "'" : "";
        } while (!marker.isEmpty());
        return all;
    }

    @Test
    void retirableGrantsAreListedToTheirAccountAlone() {
        on.grant(arnOf("bob"), "Encrypt", "'RetiringPrincipal':'" + arnOf("carol") + "'")
                .ok();
        String body = "{'RetiringPrincipal':'" + arnOf("carol") + "'}";
        assertThat(ids(kms.call(kms.root, "ListRetirableGrants", body))).hasSize(1);
        assertThat(ids(kms.call(on.user("lister", allow("kms:ListRetirableGrants")), "ListRetirableGrants", body)))
                .hasSize(1);
        String own =
                "{\"Effect\":\"Allow\",\"Action\":\"kms:ListRetirableGrants\",\"Resource\":\"" + arnOf("carol") + "\"}";
        assertThat(ids(kms.call(on.user("carol", own), "ListRetirableGrants", body)))
                .hasSize(1);
        kms.call(on.user("dave", own), "ListRetirableGrants", "{'RetiringPrincipal':'" + arnOf("dave") + "'}")
                .isRefusedWith(DENIED);
        kms.call(on.user("carol"), "ListRetirableGrants", body).isRefusedWith(DENIED);
        kms.call(kms.otherRoot, "ListRetirableGrants", body).isRefusedWith(DENIED);
        kms.call(on.foreigner("eve", allow("kms:*")), "ListRetirableGrants", body)
                .isRefusedWith(DENIED);
        kms.call(kms.otherRoot, "ListRetirableGrants", "{'RetiringPrincipal':'" + kms.identities.userId("carol") + "'}")
                .isRefusedWith("InvalidArnException");
        kms.call(kms.root, "ListRetirableGrants", "{}").isRefusedWith("ValidationException");
        assertThat(ids(kms.callIn("eu-west-1", kms.root, "ListRetirableGrants", body)))
                .isEmpty();
    }

    @Test
    void aDryRunChangesNothing() {
        String words = "The request would have succeeded, but the DryRun option is set.";
        String bob = on.user("bob");
        on.grant(arnOf("bob"), "Encrypt", "'DryRun':true").isRefusedWith("DryRunOperationException", words);
        on.encrypt(bob).isRefusedWith(DENIED);
        on.grantBy(bob, arnOf("bob"), "Encrypt", "'DryRun':true").isRefusedWith(DENIED);
        assertThat(ids(on.list(kms.root))).isEmpty();

        Answer made = on.grant(arnOf("bob"), "Encrypt");
        String id = "'KeyId':'" + on.key + "','GrantId':'" + made.text("GrantId") + "','DryRun':true";
        kms.call(kms.root, "RevokeGrant", "{" + id + "}").isRefusedWith("DryRunOperationException", words);
        kms.call(kms.root, "RetireGrant", "{" + id + "}").isRefusedWith("DryRunOperationException", words);
        kms.call(kms.root, "RetireGrant", "{'GrantToken':'" + made.text("GrantToken") + "','DryRun':true}")
                .isRefusedWith("DryRunOperationException", words);
        on.encrypt(bob).ok();
    }

    @Test
    void aKeyThatIsDisabledOrLeavingGetsNoGrantsAndMayLoseThem() {
        String first = on.plain();
        String second = on.plain();
        kms.call(kms.root, "DisableKey", "{'KeyId':'" + on.key + "'}").ok();
        on.grant(arnOf("bob"), "Encrypt").isRefusedWith("DisabledException", arn(on.key) + " is disabled.");
        on.retire(kms.root, first).ok();
        kms.call(kms.root, "ScheduleKeyDeletion", "{'KeyId':'" + on.key + "'}").ok();
        on.grant(arnOf("bob"), "Encrypt")
                .isRefusedWith("KMSInvalidStateException", arn(on.key) + " is pending deletion.");
        assertThat(ids(on.list(kms.root))).containsExactly(second);
        on.revoke(kms.root, second).ok();
    }

    @Test
    void grantsOfOthersKeysAreMadeAndListedWithTheirConsentAlone() {
        String eve = on.foreigner("eve", allow("kms:*"));
        on.grantBy(eve, TestIdentities.userArn(OTHER_ACCOUNT, "eve"), "Encrypt").isRefusedWith(DENIED);
        on.list(eve).isRefusedWith(DENIED);
        on.revoke(eve, on.plain()).isRefusedWith(DENIED);
        GrantCalls shared = new GrantCalls(
                kms,
                kms.keyWith("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + OTHER_ACCOUNT
                        + "\"},\"Action\":\"kms:*Grant*\",\"Resource\":\"*\"}"));
        String grantId = shared.grantBy(eve, TestIdentities.userArn(OTHER_ACCOUNT, "eve"), "Encrypt")
                .text("GrantId");
        assertThat(ids(shared.list(eve))).containsExactly(grantId);
        shared.revoke(eve, grantId).ok();
        assertThat(kms.event(ACCOUNT, "RevokeGrant")
                        .path("userIdentity")
                        .path("accountId")
                        .asString())
                .isEqualTo(OTHER_ACCOUNT);
    }

    @Test
    void aliasesNameNoKeyHere() {
        kms.call(kms.root, "CreateAlias", "{'AliasName':'alias/a','TargetKeyId':'" + on.key + "'}")
                .ok();
        kms.call(
                        kms.root,
                        "CreateGrant",
                        "{'KeyId':'alias/a','GranteePrincipal':'" + arnOf("bob") + "','Operations':['Encrypt']}")
                .isRefusedWith("NotFoundException");
    }
}
