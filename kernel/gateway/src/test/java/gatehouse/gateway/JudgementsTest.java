package gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.Decision;
import gatehouse.policy.Evaluator;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.Principal;
import gatehouse.wire.buffer.GrowableBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementsTest {
    private static final Caller ALICE = new Caller(
            new Principal.User("111122223333", "arn:aws:iam::111122223333:user/alice", "AIDACKCEVSQ6C2EXAMPLE"),
            "AKIAIOSFODNN7EXAMPLE",
            "AIDACKCEVSQ6C2EXAMPLE",
            "alice",
            Map.of(),
            null);

    private static final String KEY_POLICY = "{\"Statement\":{\"Sid\":\"Secret\",\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"999999999999\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}}";

    private static AttachedPolicy policy(String name, String document, PolicyKind kind) {
        try {
            return new AttachedPolicy(name, "v2", Policy.parse(document, kind));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static String entry(String keyAccount, PolicySet policies) {
        AccessRequest request = new AccessRequest(
                ALICE.principal(),
                "kms:Decrypt",
                "arn:aws:kms:us-east-1:" + keyAccount + ":key/1",
                keyAccount,
                ConditionKeys.NONE);
        Decision decision = Evaluator.decide(request, policies);
        Judgements judgements = new Judgements();
        judgements.add(request, policies, decision);
        GrowableBytes bytes = new GrowableBytes(16).put("{\"a\":1}");
        judgements.write(bytes, ALICE);
        assertThat(Judgements.record(bytes.toByteArray())).isEqualTo("{\"a\":1}");
        byte[] kept = Judgements.decisions(bytes.toByteArray());
        assertThat(kept).isNotNull();
        return new String(kept, StandardCharsets.UTF_8);
    }

    private static PolicySet identity(String statement) {
        return PolicySet.identity(List.of(
                policy("use", "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}", PolicyKind.IDENTITY)));
    }

    @Test
    void ofWhatWasAllowedTheStatementIsKeptWithItsPolicysVersion() {
        assertThat(entry(
                        "111122223333",
                        identity("{\"Sid\":\"Mine\",\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}")))
                .isEqualTo("{\"principal\":\"arn:aws:iam::111122223333:user/alice\",\"decisions\":["
                        + "{\"action\":\"kms:Decrypt\",\"resource\":\"arn:aws:kms:us-east-1:111122223333:key/1\","
                        + "\"outcome\":\"ALLOWED\",\"statements\":"
                        + "[{\"policy\":\"use\",\"version\":\"v2\",\"index\":0,\"sid\":\"Mine\"}]}]}");
    }

    @Test
    void anotherAccountsPolicyIsNotShown() {
        AttachedPolicy key = policy("default", KEY_POLICY, PolicyKind.RESOURCE);
        PolicySet set = identity("{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}")
                .withResource(key, ResourcePolicyRole.MUST_ALLOW);
        assertThat(entry("111122223333", set)).contains("Secret");
        assertThat(entry("444455556666", set))
                .contains("{\"type\":\"RESOURCE\",\"withheld\":true}")
                .doesNotContain("Secret", "999999999999");
    }

    /// Whether there is a key, and whether its policy denies or only does not allow.
    @Test
    void ofAnotherAccountsKeyNothingIsTold() {
        PolicySet mine = identity("{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}");
        String none = entry("444455556666", mine.withResource(null, ResourcePolicyRole.MUST_ALLOW));
        String denies = KEY_POLICY.replace("999999999999", "111122223333").replace("Allow", "Deny");
        for (String document : List.of(KEY_POLICY, denies)) {
            AttachedPolicy key = policy("default", document, PolicyKind.RESOURCE);
            assertThat(entry("444455556666", mine.withResource(key, ResourcePolicyRole.MUST_ALLOW)))
                    .isEqualTo(none);
        }
        assertThat(none).contains("\"deniedBy\":\"RESOURCE\",\"statements\":[]");
    }

    @Test
    void norIsItsStatementWhereThatDecided() {
        String mine = "{\"Sid\":\"Mine\",\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}";
        for (String effect : List.of("Allow", "Deny")) {
            String document = KEY_POLICY.replace("999999999999", "111122223333").replace("Allow", effect);
            PolicySet set = identity(mine)
                    .withResource(policy("default", document, PolicyKind.RESOURCE), ResourcePolicyRole.MUST_ALLOW);
            assertThat(entry("111122223333", set)).contains("Secret");
            assertThat(entry("444455556666", set)).contains("Mine").doesNotContain("Secret", "default");
        }
    }

    @Test
    void aTraceThatIsTooLargeIsLeftOutAndSaysSo() {
        String values = "\"" + "x".repeat(70_000) + "\"";
        String kept = entry(
                "111122223333",
                identity("{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"StringEquals\":{\"aws:PrincipalTag/a\":" + values + "}}}"));
        assertThat(kept).hasSizeLessThan(1_000).endsWith("\"statements\":[],\"traceTooLarge\":true}]}");
    }

    @Test
    void aRecordWithoutDecisionsIsWhole() {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(Judgements.record(body)).isEqualTo("{\"a\":1}");
        assertThat(Judgements.decisions(body)).isNull();
    }
}
