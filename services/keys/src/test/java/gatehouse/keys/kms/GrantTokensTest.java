package gatehouse.keys.kms;

import static gatehouse.keys.kms.GrantCalls.arnOf;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.gateway.Judgements;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Grant tokens, and what the audit trail says of grants.
class GrantTokensTest {
    @TempDir
    private Path folder;

    private KmsFixture kms;
    private GrantCalls on;
    private String bob;

    @BeforeEach
    void start() throws IOException {
        kms = KmsFixture.in(folder);
        on = new GrantCalls(kms, kms.key());
        bob = on.user("bob");
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void aTokenIsTakenByEveryOperationThatAGrantMayAllow() {
        String token = "'GrantTokens':['"
                + on.grant(
                                arnOf("bob"),
                                "Encrypt,Decrypt,DescribeKey,CreateGrant,ReEncryptFrom,"
                                        + "ReEncryptTo,GenerateDataKey,GenerateDataKeyWithoutPlaintext")
                        .text("GrantToken")
                + "']";
        String ciphertext = on.encrypt(bob, "{}", token).text("CiphertextBlob");
        for (String[] each : calls(ciphertext)) {
            kms.call(bob, each[0], "{" + each[1] + "," + token + "}").ok();
            kms.call(bob, each[0], "{" + each[1] + ",'GrantTokens':['AAAA']}")
                    .isRefusedWith("InvalidGrantTokenException", "Invalid grant token");
        }
    }

    private List<String[]> calls(String ciphertext) {
        String key = "'KeyId':'" + on.key + "'";
        return List.of(
                new String[] {"Encrypt", key + ",'Plaintext':'aGVsbG8='"},
                new String[] {"Decrypt", "'CiphertextBlob':'" + ciphertext + "'"},
                new String[] {"ReEncrypt", "'CiphertextBlob':'" + ciphertext + "','DestinationKeyId':'" + on.key + "'"},
                new String[] {"GenerateDataKey", key + ",'KeySpec':'AES_256'"},
                new String[] {"GenerateDataKeyWithoutPlaintext", key + ",'KeySpec':'AES_256'"},
                new String[] {"DescribeKey", key},
                new String[] {"CreateGrant", key + ",'GranteePrincipal':'" + arnOf("bob") + "','Operations':['Encrypt']"
                });
    }

    @Test
    void oneChangedBitAnywhereMakesATokenInvalid() {
        byte[] token =
                Base64.getDecoder().decode(on.grant(arnOf("bob"), "Encrypt").text("GrantToken"));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            on.retireByToken(kms.root, Base64.getEncoder().encodeToString(changed))
                    .isRefusedWith("InvalidGrantTokenException");
        }
        on.retireByToken(kms.root, Base64.getEncoder().encodeToString(token)).ok();
    }

    @Test
    void whatIsNoTokenIsInvalidWhoeverAsks() {
        for (String token : List.of("x", "AAAA", "!!!!", "A".repeat(128), "A".repeat(8192))) {
            on.encrypt(bob, "{}", "'GrantTokens':['" + token + "']").isRefusedWith("InvalidGrantTokenException");
            on.retireByToken(bob, token).isRefusedWith("InvalidGrantTokenException");
        }
        String token = on.grant(arnOf("bob"), "Encrypt").text("GrantToken");
        kms.callIn("eu-west-1", kms.root, "RetireGrant", "{'GrantToken':'" + token + "'}")
                .isRefusedWith("InvalidGrantTokenException");
        on.encrypt(bob, "{}", "'GrantTokens':['" + token + "','AAAA']").isRefusedWith("InvalidGrantTokenException");
    }

    @Test
    void aTokenRevealsNothingAndGivesNobodyElseAnything() {
        Answer made = on.grant(arnOf("bob"), "Encrypt");
        byte[] token = Base64.getDecoder().decode(made.text("GrantToken"));
        String hex = HexFormat.of().formatHex(token);
        assertThat(hex).doesNotContain(made.text("GrantId").substring(0, 8)).doesNotContain(on.key.substring(0, 8));
        assertThat(new String(token, StandardCharsets.ISO_8859_1))
                .doesNotContain("bob")
                .doesNotContain(on.key);

        String carol = on.user("carol");
        on.encrypt(carol, "{}", "'GrantTokens':['" + made.text("GrantToken") + "']")
                .isRefusedWith("AccessDeniedException");
        on.retireByToken(carol, made.text("GrantToken")).isRefusedWith("AccessDeniedException");
    }

    @Test
    void aTokenOfARetiredGrantAllowsNothing() {
        String token = on.grant(arnOf("bob"), "Encrypt").text("GrantToken");
        on.retireByToken(kms.root, token).ok();
        on.encrypt(bob, "{}", "'GrantTokens':['" + token + "']").isRefusedWith("AccessDeniedException");
        on.retireByToken(kms.root, token).isRefusedWith("NotFoundException");
    }

    @Test
    void theTrailTellsOfGrantsWithoutTheirTokens() {
        Answer made = on.grant(arnOf("bob"), "Encrypt,RetireGrant", "'Name':'for-bob'");
        JsonNode created = kms.event("CreateGrant");
        assertThat(created.path("readOnly").asBoolean()).isFalse();
        assertThat(created.path("responseElements").toString())
                .isEqualTo("{\"grantId\":\"" + made.text("GrantId") + "\",\"keyId\":\"" + arn(on.key) + "\"}");
        assertThat(created.path("requestParameters").path("granteePrincipal").asString())
                .isEqualTo(arnOf("bob"));
        assertThat(created.path("requestParameters").path("operations").toString())
                .isEqualTo("[\"Encrypt\",\"RetireGrant\"]");
        assertThat(created.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(on.key));

        String token = made.text("GrantToken");
        on.encrypt(bob, "{}", "'GrantTokens':['" + token + "']").ok();
        assertThat(kms.event("Encrypt").toString()).doesNotContain(token).doesNotContain("rantToken");

        on.retireByToken(bob, token).ok();
        JsonNode retired = kms.event("RetireGrant");
        assertThat(retired.path("requestParameters").isNull()).isTrue();
        assertThat(retired.path("additionalEventData").path("grantId").asString())
                .isEqualTo(made.text("GrantId"));
        assertThat(retired.path("responseElements").path("keyId").asString()).isEqualTo(arn(on.key));
        assertThat(retired.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(on.key));
        assertThat(retired.path("readOnly").asBoolean()).isFalse();

        String other = on.grant(arnOf("bob"), "Encrypt").text("GrantId");
        on.revoke(kms.root, other).ok();
        JsonNode revoked = kms.event("RevokeGrant");
        assertThat(revoked.path("requestParameters").toString())
                .isEqualTo("{\"keyId\":\"" + arn(on.key) + "\",\"grantId\":\"" + other + "\"}");
        assertThat(revoked.path("responseElements").path("keyId").asString()).isEqualTo(arn(on.key));
        on.list(kms.root).ok();
        assertThat(kms.event("ListGrants").path("responseElements").isNull()).isTrue();
    }

    @Test
    void theGrantThatAllowedIsKeptWithTheDecision() {
        String grantId = on.grant(arnOf("bob"), "Encrypt").text("GrantId");
        on.encrypt(bob).ok();
        byte[] body = kms.store
                .log()
                .find(new EventLog.Query(
                        KmsFixture.ACCOUNT,
                        KmsFixture.REGION,
                        new LogEntry.Attribute("EventName", "Encrypt"),
                        null,
                        null,
                        null,
                        1))
                .entries()
                .getFirst()
                .body();
        String decisions = new String(Objects.requireNonNull(Judgements.decisions(body)), StandardCharsets.UTF_8);
        assertThat(decisions).contains("\"policy\":\"grant " + grantId + "\"").contains("ALLOWED");
    }
}
