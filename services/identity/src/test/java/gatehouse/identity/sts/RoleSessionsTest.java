package gatehouse.identity.sts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.gateway.Judgements;
import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.identity.iam.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RoleSessionsTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String ASSUME = "sts:AssumeRole";

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whomTheTrustPolicyNamesAssumesTheRole() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "deployer", Policies.trust(ALICE, ASSUME), null);
        Reply reply = assume(alice, role);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.element("AssumedRoleId")).isEqualTo(role.roleId() + ":build-7");
        assertThat(reply.element("Arn")).isEqualTo("arn:aws:sts::111122223333:assumed-role/deployer/build-7");
        assertThat(Instant.parse(reply.element("Expiration")))
                .isEqualTo(server.clock.instant().plusSeconds(3600));
        assertThat(reply.body()).doesNotContain("PackedPolicySize");
        Reply identity = reply.session(server).sts("GetCallerIdentity");
        assertThat(identity.element("Arn")).isEqualTo("arn:aws:sts::111122223333:assumed-role/deployer/build-7");
        assertThat(identity.element("UserId")).isEqualTo(role.roleId() + ":build-7");
    }

    @Test
    void aSessionHasItsRolesPermissionsAndNotItsCallers() {
        Client alice = server.client("alice", Policies.allow("sts:GetAccessKeyInfo", "*"));
        Role able = server.role(
                TestServer.ACCOUNT, "able", Policies.trust(ALICE, ASSUME), Policies.allow("sts:GetAccessKeyInfo", "*"));
        Role idle = server.role(TestServer.ACCOUNT, "idle", Policies.trust(ALICE, ASSUME), null);
        assertThat(keyInfo(assume(alice, able).session(server)).status()).isEqualTo(200);
        Reply denied = keyInfo(assume(alice, idle).session(server));
        assertThat(denied.message())
                .isEqualTo("User: arn:aws:sts::111122223333:assumed-role/idle/build-7 is not authorized to perform:"
                        + " sts:GetAccessKeyInfo on resource: * because no identity-based policy allows the"
                        + " sts:GetAccessKeyInfo action");
    }

    @Test
    void aRoleThatTrustsTheAccountNeedsTheUsersOwnPolicyToo() {
        Role role = server.role(
                TestServer.ACCOUNT, "shared", Policies.trust("arn:aws:iam::111122223333:root", ASSUME), null);
        assertThat(assume(server.client("alice", null), role).code()).isEqualTo("AccessDenied");
        assertThat(assume(server.client("bob", Policies.allow(ASSUME, role.arn())), role)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRoleOfAnotherAccountNeedsItsTrustAndTheUsersOwnPolicy() {
        Client alice = server.client("alice", Policies.allow(ASSUME, "arn:aws:iam::444455556666:role/*"));
        Client bob = server.client("bob", null);
        Role trusting = server.role(TestServer.OTHER_ACCOUNT, "guest", Policies.trust("111122223333", ASSUME), null);
        Role closed = server.role(TestServer.OTHER_ACCOUNT, "closed", Policies.trust("444455556666", ASSUME), null);
        Reply reply = assume(alice, trusting);
        assertThat(reply.session(server).sts("GetCallerIdentity").element("Account"))
                .isEqualTo("444455556666");
        assertThat(assume(bob, trusting).code()).isEqualTo("AccessDenied");
        assertThat(assume(alice, closed).code()).isEqualTo("AccessDenied");
    }

    /// The caller's own policies ask for the role's tags: neither what they decide, nor how that is explained, tells of
    /// a role that does not trust the caller.
    @Test
    void anotherAccountsRoleThatDoesNotTrustIsAsMissing() {
        Role closed = server.role(TestServer.OTHER_ACCOUNT, "closed", Policies.trust("444455556666", ASSUME), null);
        server.otherRoot.iam(
                "TagRole", "RoleName", "closed", "Tags.member.1.Key", "team", "Tags.member.1.Value", "red");
        for (String tag : List.of("aws:ResourceTag/team", "iam:ResourceTag/team")) {
            for (String value : List.of("red", "blue")) {
                Client spy = server.client(
                        "spy-" + tag.substring(0, 3) + value,
                        "{\"Version\":\"2012-10-17\",\"Statement\":["
                                + "{\"Effect\":\"Allow\",\"Action\":\"sts:*\",\"Resource\":\"*\"},"
                                + "{\"Effect\":\"Deny\",\"Action\":\"sts:*\",\"Resource\":\"*\","
                                + "\"Condition\":{\"StringEquals\":{\"" + tag + "\":\"" + value + "\"}}}]}");
                assertThat(refusal(spy, closed.arn())).isEqualTo(refusal(spy, closed.arn() + "-not"));
            }
        }
    }

    /// The error of a refused AssumeRole and its explanation, whatever role it names.
    private String refusal(Client caller, String roleArn) {
        Reply refused = caller.sts("AssumeRole", "RoleArn", roleArn, "RoleSessionName", "build-7");
        assertThat(refused.code()).isEqualTo("AccessDenied");
        byte[] decisions = Judgements.decisions(
                server.lastEntry(TestServer.ACCOUNT, "eu-central-1").body());
        return (refused.message() + new String(decisions, UTF_8)).replace(roleArn, "role");
    }

    @Test
    void anAssumptionAcrossAccountsIsRecordedInBoth() {
        Client alice = server.client("alice", Policies.allow(ASSUME, "*"));
        Role guest = server.role(TestServer.OTHER_ACCOUNT, "guest", Policies.trust(ALICE, ASSUME), null);
        Reply reply = assume(alice, guest);
        JsonNode own = server.lastEvent(TestServer.ACCOUNT);
        JsonNode other = server.lastEvent(TestServer.OTHER_ACCOUNT);
        assertThat(own.at("/eventName").asString()).isEqualTo("AssumeRole");
        assertThat(own.at("/readOnly").asBoolean()).isTrue();
        assertThat(own.at("/requestParameters/roleArn").asString()).isEqualTo(guest.arn());
        assertThat(own.at("/responseElements/credentials/accessKeyId").asString())
                .isEqualTo(reply.element("AccessKeyId"));
        assertThat(own.at("/responseElements/assumedRoleUser/assumedRoleId").asString())
                .isEqualTo(guest.roleId() + ":build-7");
        assertThat(own.at("/resources/0/ARN").asString()).isEqualTo(guest.arn());
        assertThat(own.at("/resources/0/accountId").asString()).isEqualTo(TestServer.OTHER_ACCOUNT);
        assertThat(own.at("/resources/0/type").asString()).isEqualTo("AWS::IAM::Role");
        assertThat(other.at("/sharedEventID").asString())
                .isNotEmpty()
                .isEqualTo(own.at("/sharedEventID").asString());
        assertThat(own.toString() + other)
                .doesNotContain(reply.element("SecretAccessKey"))
                .doesNotContain(reply.element("SessionToken"));
    }

    @Test
    void aMissingRoleIsRefusedInTheSameWordsAsOneThatTrustsNobody() {
        Client alice = server.client("alice", Policies.allow(ASSUME, "*"));
        Role closed = server.role(TestServer.ACCOUNT, "closed", Policies.trust("444455556666", ASSUME), null);
        Reply refused = assume(alice, closed);
        Reply missing = alice.sts(
                "AssumeRole", "RoleArn", "arn:aws:iam::111122223333:role/absent", "RoleSessionName", "build-7");
        assertThat(missing.status()).isEqualTo(403);
        assertThat(missing.code()).isEqualTo("AccessDenied");
        assertThat(missing.message())
                .startsWith("User: " + ALICE + " is not authorized to perform: sts:AssumeRole on resource:"
                        + " arn:aws:iam::111122223333:role/absent");
        assertThat(missing.message().replace("absent", "closed")).isEqualTo(refused.message());
        JsonNode event = server.lastEvent(TestServer.ACCOUNT);
        assertThat(event.at("/errorCode").asString()).isEqualTo("AccessDenied");
        assertThat(event.at("/responseElements").isNull()).isTrue();
    }

    @Test
    void aRoleIsFoundOnlyUnderItsWholeArn() {
        Client alice = server.client("alice", Policies.allow(ASSUME, "*"));
        server.role(TestServer.ACCOUNT, "deployer", Policies.trust(ALICE, ASSUME), null);
        Reply reply = alice.sts(
                "AssumeRole", "RoleArn", "arn:aws:iam::111122223333:role/path/deployer", "RoleSessionName", "s1");
        assertThat(reply.code()).isEqualTo("AccessDenied");
    }

    @Test
    void whatIsNoRolesArnIsInvalid() {
        Client alice = server.client("alice", Policies.allow(ASSUME, "*"));
        Reply noArn = alice.sts("AssumeRole", "RoleArn", "role-of-no-account-at-all", "RoleSessionName", "s1");
        assertThat(noArn.status()).isEqualTo(400);
        assertThat(noArn.code()).isEqualTo("ValidationError");
        assertThat(noArn.message()).isEqualTo("role-of-no-account-at-all is invalid");
        assertThat(alice.sts("AssumeRole", "RoleArn", ALICE, "RoleSessionName", "s1")
                        .message())
                .isEqualTo("Request ARN is invalid");
    }

    @Test
    void aSessionNameIsCheckedAgainstAwssRules() {
        Client alice = server.client("alice", Policies.allow(ASSUME, "*"));
        for (String name : new String[] {"x", "no spaces", "n".repeat(65)}) {
            Reply reply = alice.sts(
                    "AssumeRole", "RoleArn", "arn:aws:iam::111122223333:role/absent", "RoleSessionName", name);
            assertThat(reply.code()).as(name).isEqualTo("ValidationError");
            assertThat(reply.message()).contains("roleSessionName");
        }
    }

    @Test
    void rootsAssumeNoRoles() {
        Role role = server.role(TestServer.ACCOUNT, "deployer", Policies.trust("111122223333", ASSUME), null);
        Reply reply = assume(server.root, role);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.message()).isEqualTo("Roles may not be assumed by root accounts.");
    }

    @Test
    void theExternalIdMustBeTheOneThatTheTrustPolicyAsksFor() {
        Client alice = server.client("alice", null);
        Role role = server.role(
                TestServer.ACCOUNT,
                "vendor",
                Policies.trustIf("{\"StringEquals\":{\"sts:ExternalId\":\"unique-42\"}}", ALICE, ASSUME),
                null);
        assertThat(assume(alice, role).code()).isEqualTo("AccessDenied");
        assertThat(assume(alice, role, "ExternalId", "unique-43").code()).isEqualTo("AccessDenied");
        assertThat(assume(alice, role, "ExternalId", "unique-42").status()).isEqualTo(200);
    }

    @Test
    void theSessionNameCanBeBoundToTheUser() {
        Client alice = server.client("alice", null);
        Role role = server.role(
                TestServer.ACCOUNT,
                "named",
                Policies.trustIf("{\"StringEquals\":{\"sts:RoleSessionName\":\"${aws:username}\"}}", ALICE, ASSUME),
                null);
        assertThat(assume(alice, role).code()).isEqualTo("AccessDenied");
        assertThat(alice.sts("AssumeRole", "RoleArn", role.arn(), "RoleSessionName", "alice")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSessionLastsNoLongerThanItsRoleAllows() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "deployer", Policies.trust(ALICE, ASSUME), null);
        assertThat(assume(alice, role, "DurationSeconds", "7200").status()).isEqualTo(200);
        Reply reply = assume(alice, role, "DurationSeconds", "7201");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ValidationError");
        assertThat(reply.message())
                .isEqualTo("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        assertThat(assume(alice, role, "DurationSeconds", "899").code()).isEqualTo("ValidationError");
    }

    @Test
    void aRoleAssumesAnotherForAnHourAtMost() {
        Client alice = server.client("alice", null);
        Role first = server.role(TestServer.ACCOUNT, "first", Policies.trust(ALICE, ASSUME), null);
        Role second = server.role(TestServer.ACCOUNT, "second", Policies.trust(first.arn(), ASSUME), null);
        Client session = assume(alice, first).session(server);
        assertThat(assume(session, second)
                        .session(server)
                        .sts("GetCallerIdentity")
                        .element("Arn"))
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/second/build-7");
        Reply reply = assume(session, second, "DurationSeconds", "3601");
        assertThat(reply.message())
                .isEqualTo("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                        + " chaining");
        assertThat(assume(alice, second).code()).isEqualTo("AccessDenied");
    }

    @Test
    void aSourceIdentityNeedsPermissionAndStays() {
        Client alice = server.client("alice", null);
        Role first =
                server.role(TestServer.ACCOUNT, "first", Policies.trust(ALICE, ASSUME, "sts:SetSourceIdentity"), null);
        Role second = server.role(
                TestServer.ACCOUNT, "second", Policies.trust(first.arn(), ASSUME, "sts:SetSourceIdentity"), null);
        Role plain = server.role(TestServer.ACCOUNT, "plain", Policies.trust(ALICE, ASSUME), null);
        assertThat(assume(alice, plain, "SourceIdentity", "mallory").message()).contains("sts:SetSourceIdentity");
        Reply reply = assume(alice, first, "SourceIdentity", "alice-smith");
        assertThat(reply.element("SourceIdentity")).isEqualTo("alice-smith");
        Client session = reply.session(server);
        assertThat(assume(session, second).element("SourceIdentity")).isEqualTo("alice-smith");
        assertThat(server.lastEvent(TestServer.ACCOUNT)
                        .at("/userIdentity/sessionContext/sourceIdentity")
                        .asString())
                .isEqualTo("alice-smith");
        assertThat(assume(session, second, "SourceIdentity", "mallory").message())
                .isEqualTo("The source identity is already set for this assume role session");
    }

    @Test
    void noSecondFactorIsRightOfADeviceThatIsNotThere() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "deployer", Policies.trust(ALICE, ASSUME), null);
        Reply reply = assume(alice, role, "SerialNumber", "arn:aws:iam::111122223333:mfa/alice", "TokenCode", "123456");
        assertThat(reply.message()).isEqualTo("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }

    private static Reply keyInfo(Client client) {
        return client.sts("GetAccessKeyInfo", "AccessKeyId", client.accessKeyId());
    }

    private static Reply assume(Client client, Role role, String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "RoleArn";
        all[1] = role.arn();
        all[2] = "RoleSessionName";
        all[3] = "build-7";
        System.arraycopy(more, 0, all, 4, more.length);
        return client.sts("AssumeRole", all);
    }
}
