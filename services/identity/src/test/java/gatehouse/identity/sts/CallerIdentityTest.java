package gatehouse.identity.sts;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.identity.iam.User;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CallerIdentityTest {
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
    void theRootLearnsItsAccount() {
        Reply reply = server.root.sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.element("Arn")).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(reply.element("UserId")).isEqualTo("111122223333");
        assertThat(reply.element("Account")).isEqualTo("111122223333");
    }

    @Test
    void aUserWithoutAnyPermissionLearnsWhoItIs() {
        User user = server.user(TestServer.ACCOUNT, "alice", null);
        Reply reply = server.key(user).sts("GetCallerIdentity");
        assertThat(reply.element("Arn")).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(reply.element("UserId")).isEqualTo(user.userId());
    }

    @Test
    void theCallIsRecordedWithItsIdentity() {
        Client alice = server.client("alice", null);
        alice.sts("GetCallerIdentity");
        JsonNode event = server.lastEvent(TestServer.ACCOUNT);
        assertThat(event.at("/eventName").asString()).isEqualTo("GetCallerIdentity");
        assertThat(event.at("/eventSource").asString()).isEqualTo("sts.amazonaws.com");
        assertThat(event.at("/userIdentity/type").asString()).isEqualTo("IAMUser");
        assertThat(event.at("/userIdentity/userName").asString()).isEqualTo("alice");
        assertThat(event.at("/userIdentity/accessKeyId").asString()).isEqualTo(alice.accessKeyId());
        assertThat(event.at("/readOnly").asBoolean()).isTrue();
        assertThat(event.at("/responseElements").isNull()).isTrue();
    }

    @Test
    void theAccountOfAnyKeyIsToldToWhoeverMayAsk() {
        Client alice = server.client("alice", Policies.allow("sts:GetAccessKeyInfo", "*"));
        assertThat(alice.sts("GetAccessKeyInfo", "AccessKeyId", server.otherRoot.accessKeyId())
                        .element("Account"))
                .isEqualTo(TestServer.OTHER_ACCOUNT);
        Client session = server.otherRoot.sts("GetSessionToken").session(server);
        assertThat(alice.sts("GetAccessKeyInfo", "AccessKeyId", session.accessKeyId())
                        .element("Account"))
                .isEqualTo(TestServer.OTHER_ACCOUNT);
    }

    @Test
    void theAccountOfAKeyIsNotToldToOthers() {
        Reply reply =
                server.client("alice", null).sts("GetAccessKeyInfo", "AccessKeyId", server.otherRoot.accessKeyId());
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.message())
                .isEqualTo("User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
                        + " sts:GetAccessKeyInfo on resource: * because no identity-based policy allows the"
                        + " sts:GetAccessKeyInfo action");
        JsonNode event = server.lastEvent(TestServer.ACCOUNT);
        assertThat(event.at("/errorCode").asString()).isEqualTo("AccessDenied");
        assertThat(event.at("/requestParameters/accessKeyId").asString()).isEqualTo(server.otherRoot.accessKeyId());
    }

    @Test
    void anIdThatIsNobodysKeyIsRefused() {
        Reply unknown = server.root.sts("GetAccessKeyInfo", "AccessKeyId", "AKIAIOSFODNN7EXAMPLE");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.code()).isEqualTo("ValidationError");
        assertThat(server.root.sts("GetAccessKeyInfo", "AccessKeyId", "short").code())
                .isEqualTo("ValidationError");
    }
}
