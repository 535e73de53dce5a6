package gatehouse.identity.sts;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
        Client alice = server.client("alice", Policies.allow("sts:GetAccessKeyInfo", "*"));
        Reply issued = alice.sts("GetSessionToken");
        Client session = issued.session(server);
        assertThat(session.accessKeyId()).startsWith("ASIA").hasSize(20);
        assertThat(session.secret()).hasSize(40);
        assertThat(session.sts("GetCallerIdentity").element("Arn")).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(session.sts("GetAccessKeyInfo", "AccessKeyId", session.accessKeyId())
                        .element("Account"))
                .isEqualTo("111122223333");
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
    void noSecondFactorIsRightWhileThereAreNoDevices() {
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
