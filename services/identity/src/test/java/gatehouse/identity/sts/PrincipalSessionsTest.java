package gatehouse.identity.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.gateway.Caller;
import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.model.iam.Iam;
import gatehouse.model.sts.Sts;
import gatehouse.policy.Principal;
import gatehouse.wire.shape.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PrincipalSessionsTest {
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
    void aUsersSessionIsTheUser() {
        Reply issued = server.client("alice", null).sts("GetSessionToken");
        Client session = issued.session(server);
        assertThat(session.accessKeyId()).startsWith("ASIA").hasSize(20);
        assertThat(session.secret()).hasSize(40);
        assertThat(session.sts("GetCallerIdentity").element("Arn")).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(server.lastEvent(TestServer.ACCOUNT)
                        .at("/userIdentity/sessionContext/attributes/mfaAuthenticated")
                        .asString())
                .isEqualTo("false");
    }

    @Test
    void aSessionLastsTwelveHoursUnlessAskedOtherwise() {
        Client alice = server.client("alice", null);
        Instant now = server.clock.instant();
        assertThat(expiration(alice.sts("GetSessionToken"))).isEqualTo(now.plus(Duration.ofHours(12)));
        assertThat(expiration(alice.sts("GetSessionToken", "DurationSeconds", "900")))
                .isEqualTo(now.plusSeconds(900));
    }

    @Test
    void aRootsSessionIsCutToAnHour() {
        Reply issued = server.root.sts("GetSessionToken", "DurationSeconds", "129600");
        assertThat(expiration(issued)).isEqualTo(server.clock.instant().plus(Duration.ofHours(1)));
        assertThat(issued.session(server).sts("GetCallerIdentity").element("Arn"))
                .isEqualTo("arn:aws:iam::111122223333:root");
    }

    @Test
    void durationsOutOfRangeAreRefused() {
        Client alice = server.client("alice", null);
        for (String seconds : new String[] {"899", "129601"}) {
            Reply reply = alice.sts("GetSessionToken", "DurationSeconds", seconds);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("ValidationError");
        }
    }

    @Test
    void aSessionDoesNotMakeSessions() {
        Client session = server.client("alice", null).sts("GetSessionToken").session(server);
        Reply reply = session.sts("GetSessionToken");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("AccessDenied");
        assertThat(reply.message()).isEqualTo("Cannot call GetSessionToken with session credentials");
        assertThat(server.lastEvent(TestServer.ACCOUNT).at("/errorCode").asString())
                .isEqualTo("AccessDenied");
    }

    @Test
    void ofStsASessionCallsOnlyTwoOperations() {
        Client alice = server.client("alice", Policies.allow("sts:*", "*"));
        String trust = Policies.trust("arn:aws:iam::111122223333:user/alice", "sts:AssumeRole");
        String role = server.role(TestServer.ACCOUNT, "worker", trust, Policies.allow("sts:GetAccessKeyInfo", "*"))
                .arn();
        for (Client session : List.of(session(alice), session(server.root))) {
            Reply reply = session.sts("GetAccessKeyInfo", "AccessKeyId", session.accessKeyId());
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("AccessDenied");
            assertThat(reply.message()).isEqualTo("Cannot call GetAccessKeyInfo with session credentials");
            assertThat(session.sts("GetFederationToken", "Name", "bob").message())
                    .isEqualTo("Cannot call GetFederationToken with session credentials");
            assertThat(server.lastEvent(TestServer.ACCOUNT).at("/eventName").asString())
                    .isEqualTo("GetFederationToken");
            assertThat(session.sts("GetCallerIdentity").status()).isEqualTo(200);
        }
        Client worker = session(alice)
                .sts("AssumeRole", "RoleArn", role, "RoleSessionName", "s1")
                .session(server);
        assertThat(worker.sts("GetAccessKeyInfo", "AccessKeyId", worker.accessKeyId())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSessionWithoutSecondFactorCallsNothingOfIam() {
        Client alice = server.client("alice", Policies.allow("iam:*", "*"));
        for (Client session : List.of(session(alice), session(server.root))) {
            for (String action : List.of("ListUsers", "CreateServiceLinkedRole")) {
                Reply reply = session.iam(action);
                assertThat(reply.status()).isEqualTo(403);
                assertThat(reply.code()).isEqualTo("InvalidClientTokenId");
                assertThat(reply.message()).isEqualTo("The security token included in the request is invalid");
                JsonNode event = server.lastIamEvent(TestServer.ACCOUNT);
                assertThat(event.at("/eventName").asString()).isEqualTo(action);
                assertThat(event.at("/errorCode").asString()).isEqualTo("InvalidClientTokenId");
                assertThat(event.at("/userIdentity/accessKeyId").asString()).isEqualTo(session.accessKeyId());
            }
        }
        assertThat(alice.iam("ListUsers").status()).isEqualTo(200);
    }

    @Test
    void aSessionOfARoleCallsIam() {
        String trust = Policies.trust("arn:aws:iam::111122223333:user/alice", "sts:AssumeRole");
        String role = server.role(TestServer.ACCOUNT, "worker", trust, Policies.allow("iam:ListUsers", "*"))
                .arn();
        Client alice = server.client("alice", Policies.allow("sts:AssumeRole", "*"));
        Client worker = session(alice)
                .sts("AssumeRole", "RoleArn", role, "RoleSessionName", "s1")
                .session(server);
        assertThat(worker.iam("ListUsers").status()).isEqualTo(200);
    }

    @Test
    void aSecondFactorOpensIamButNotSts() {
        Instant now = server.clock.instant();
        Caller caller = new Caller(
                new Principal.Root(TestServer.ACCOUNT),
                "ASIAIOSFODNN7EXAMPLE",
                TestServer.ACCOUNT,
                "",
                Map.of(),
                new Caller.Session(now, now.plusSeconds(900), now, null, List.of(), null, Map.of(), List.of()));
        PrincipalSessionCalls.admit(caller, server.iam, Iam.LIST_USERS);
        assertThatThrownBy(() -> PrincipalSessionCalls.admit(caller, server.sts, Sts.GET_ACCESS_KEY_INFO))
                .isInstanceOf(ServiceException.class)
                .hasMessage("Cannot call GetAccessKeyInfo with session credentials");
    }

    private Client session(Client client) {
        return client.sts("GetSessionToken").session(server);
    }

    @Test
    void noSecondFactorIsRightOfADeviceThatIsNotThere() {
        Client alice = server.client("alice", null);
        String serial = "arn:aws:iam::111122223333:mfa/alice";
        Reply refused = alice.sts("GetSessionToken", "SerialNumber", serial, "TokenCode", "123456");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message())
                .isEqualTo("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        assertThat(server.lastEvent(TestServer.ACCOUNT).toString()).doesNotContain("123456");
        assertThat(alice.sts("GetSessionToken", "SerialNumber", serial).message())
                .isEqualTo("MultiFactorAuthentication failed, must provide both MFA serial number and one time"
                        + " pass code.");
    }

    @Test
    void theRecordNamesTheNewKeyAndHoldsNoSecret() {
        Reply issued = server.client("alice", null).sts("GetSessionToken");
        JsonNode event = server.lastEvent(TestServer.ACCOUNT);
        assertThat(event.at("/responseElements/credentials/accessKeyId").asString())
                .isEqualTo(issued.element("AccessKeyId"));
        assertThat(event.at("/responseElements/credentials/expiration").isMissingNode())
                .isFalse();
        assertThat(event.at("/readOnly").asBoolean()).isTrue();
        assertThat(event.toString())
                .doesNotContain(issued.element("SecretAccessKey"))
                .doesNotContain(issued.element("SessionToken"));
    }

    private static Instant expiration(Reply reply) {
        return Instant.parse(reply.element("Expiration"));
    }
}
