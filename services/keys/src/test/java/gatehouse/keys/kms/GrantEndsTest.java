package gatehouse.keys.kms;

import static gatehouse.keys.kms.GrantCalls.allow;
import static gatehouse.keys.kms.GrantCalls.arnOf;
import static gatehouse.keys.kms.GrantCalls.deny;
import static gatehouse.keys.kms.GrantCalls.ids;
import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.OTHER_ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How grants end: retired, revoked, or with their key.
class GrantEndsTest {
    private static final String DENIED = "AccessDeniedException";

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
    void theGrantSaysWhoMayRetireIt() {
        String bob = on.user("bob");
        String carol = on.user("carol");
        String admin = on.user("admin", allow("kms:RetireGrant"));
        String everything = on.user("all", allow("kms:*"));
        String grant = on.plain();
        on.retire(bob, grant).isRefusedWith(DENIED);
        on.retire(carol, grant).isRefusedWith(DENIED);
        on.retire(admin, grant).ok();
        on.retire(everything, on.plain()).ok();
        on.retire(kms.root, on.plain()).ok();

        String byCarol = on.grant(arnOf("bob"), "Encrypt", "'RetiringPrincipal':'" + arnOf("carol") + "'")
                .text("GrantId");
        on.retire(bob, byCarol).isRefusedWith(DENIED);
        on.retire(on.user("carol", deny("kms:RetireGrant")), byCarol).isRefusedWith(DENIED);
        on.retire(on.user("carol"), byCarol).ok();

        String byBob = on.grant(arnOf("bob"), "Encrypt,RetireGrant").text("GrantId");
        on.retire(carol, byBob).isRefusedWith(DENIED);
        on.retire(bob, byBob).ok();
        on.retire(bob, byBob).isRefusedWith(DENIED);
        on.retire(admin, byBob).isRefusedWith("NotFoundException", "Grant ID " + byBob + " not found");
    }

    @Test
    void aKeyPolicySaysNothingOfRetiring() {
        String bob = on.user("bob");
        GrantCalls given = new GrantCalls(
                kms,
                kms.keyWith(
                        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ACCOUNT
                                + "\"},\"Action\":\"kms:CreateGrant\",\"Resource\":\"*\"}",
                        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + arnOf("bob")
                                + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}"));
        String grantId = given.grant(arnOf("carol"), "Encrypt").text("GrantId");
        given.retire(bob, grantId).isRefusedWith(DENIED);
        given.retire(kms.root, grantId).ok();
    }

    @Test
    void retiringPrincipalsOfOtherAccountsRetire() {
        String eve = on.foreigner("eve");
        String eveArn = TestIdentities.userArn(OTHER_ACCOUNT, "eve");
        String one = on.grant(arnOf("bob"), "Encrypt", "'RetiringPrincipal':'" + eveArn + "'")
                .text("GrantId");
        on.revoke(eve, one).isRefusedWith(DENIED);
        on.retire(eve, one).ok();

        String other = on.grant(arnOf("bob"), "Encrypt", "'RetiringPrincipal':'" + OTHER_ACCOUNT + "'")
                .text("GrantId");
        on.retire(eve, other).isRefusedWith(DENIED);
        assertThat(ids(kms.call(kms.otherRoot, "ListRetirableGrants", "{'RetiringPrincipal':'" + OTHER_ACCOUNT + "'}")))
                .containsExactly(other);
        on.retire(on.foreigner("eve", allow("kms:RetireGrant")), other).ok();
        on.retire(kms.otherRoot, on.plain()).isRefusedWith(DENIED);
    }

    @Test
    void grantsAreRevokedByPermissionAlone() {
        String bob = on.user("bob");
        String grantId = on.grant(arnOf("bob"), "Encrypt,RetireGrant").text("GrantId");
        on.revoke(bob, grantId).isRefusedWith(DENIED);
        on.revoke(on.user("admin", allow("kms:RevokeGrant")), grantId).ok();
        on.revoke(kms.root, grantId).isRefusedWith("NotFoundException", "Grant ID " + grantId + " not found");
        on.revoke(kms.root, "x").isRefusedWith("InvalidGrantIdException");
        String another =
                new GrantCalls(kms, kms.key()).grant(arnOf("bob"), "Encrypt").text("GrantId");
        on.revoke(kms.root, another).isRefusedWith("NotFoundException");
    }

    @Test
    void whatIsToRetireIsNamedInOneWay() {
        Answer made = on.grant(arnOf("bob"), "Encrypt");
        String token = "'GrantToken':'" + made.text("GrantToken") + "'";
        String id = "'GrantId':'" + made.text("GrantId") + "'";
        String key = "'KeyId':'" + on.key + "'";
        for (String body : List.of("", id, key, token + "," + id, token + "," + key, token + "," + key + "," + id)) {
            kms.call(kms.root, "RetireGrant", "{" + body + "}").isRefusedWith("ValidationException");
        }
        kms.call(kms.root, "RetireGrant", "{" + key + "," + id + "}").ok();
    }

    @Test
    void aKeysGrantsGoWithIt() {
        Answer made = on.grant(arnOf("bob"), "Encrypt", "'RetiringPrincipal':'" + arnOf("carol") + "'");
        for (int i = 0; i < 600; i++) {
            on.plain();
        }
        GrantCalls staying = new GrantCalls(kms, kms.key());
        staying.grant(arnOf("bob"), "Encrypt").ok();
        String retirable = "{'RetiringPrincipal':'" + arnOf("carol") + "'}";
        kms.call(kms.root, "ScheduleKeyDeletion", "{'KeyId':'" + on.key + "','PendingWindowInDays':7}")
                .ok();
        assertThat(ids(kms.call(kms.root, "ListRetirableGrants", retirable))).hasSize(1);

        kms.clock.advance(Duration.ofDays(7));
        assertThat(ids(kms.call(kms.root, "ListRetirableGrants", retirable))).isEmpty();
        on.retireByToken(kms.root, made.text("GrantToken")).isRefusedWith("NotFoundException");
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        assertThat(kms.store
                        .begin()
                        .scan(KmsTables.GRANTS, KmsTables.key(KmsFixture.REGION, on.key), null, 1)
                        .items())
                .isEmpty();
        assertThat(kms.store.begin().get(KmsTables.GRANT_COUNTS, KmsTables.key(KmsFixture.REGION, on.key)))
                .isNull();
        assertThat(ids(staying.list(kms.root))).hasSize(1);
        assertThat(kms.event("DeleteKey").path("responseElements").path("keyId").asString())
                .isEqualTo(arn(on.key));
    }
}
