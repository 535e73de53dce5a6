package gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.Role;
import gatehouse.identity.iam.User;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a session token is good for, and until when.
class SessionsTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String INVALID = "The security token included in the request is invalid.";

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
    void aTokenWithAnyByteChangedIsRefused() {
        Client session = server.client("alice", null).sts("GetSessionToken").session(server);
        byte[] token = Base64.getDecoder().decode(session.token());
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= (byte) (1 << i % 8);
            refused(session.withToken(Base64.getEncoder().encodeToString(changed)));
        }
        assertThat(session.sts("GetCallerIdentity").status()).isEqualTo(200);
    }

    @Test
    void aTokenWithAnyCharacterChangedIsRefused() {
        Client session = server.root.sts("GetSessionToken").session(server);
        String token = String.valueOf(session.token());
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            refused(session.withToken(token.substring(0, i) + other + token.substring(i + 1)));
            refused(session.withToken(token.substring(0, i)));
        }
        refused(session.withToken(token + "A"));
        refused(session.withToken(token.replace("=", "") + "===="));
        refused(session.withToken("A".repeat(5000)));
    }

    @Test
    void aTokenBelongsToItsKey() {
        Client alice = server.client("alice", null);
        Client first = alice.sts("GetSessionToken").session(server);
        Client second = alice.sts("GetSessionToken").session(server);
        refused(first.withToken(second.token()));
        refused(first.withToken(null));
        refused(alice.withToken(first.token()));
        assertThat(first.sts("GetCallerIdentity").status()).isEqualTo(200);
        refused(second.withToken(first.token()));
    }

    @Test
    void aSessionEndsWhenItsTimeIsUp() {
        Client session = server.client("alice", null)
                .sts("GetSessionToken", "DurationSeconds", "900")
                .session(server);
        server.clock.advance(Duration.ofSeconds(899));
        assertThat(session.sts("GetCallerIdentity").status()).isEqualTo(200);
        server.clock.advance(Duration.ofSeconds(1));
        Reply reply = session.sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("ExpiredToken");
        assertThat(reply.message()).isEqualTo("The security token included in the request is expired");
    }

    @Test
    void aSessionOutlivesTheTokenKeyOfItsDay() {
        Client alice = server.client("alice", null);
        Client old = alice.sts("GetSessionToken", "DurationSeconds", "129600").session(server);
        server.clock.advance(Duration.ofHours(35));
        Client fresh = alice.sts("GetSessionToken").session(server);
        assertThat(old.sts("GetCallerIdentity").status()).isEqualTo(200);
        assertThat(fresh.sts("GetCallerIdentity").status()).isEqualTo(200);
        assertThat(dayOf(fresh)).isEqualTo(dayOf(old) + 1);
    }

    @Test
    void aDeletedUsersSessionIsRefusedAtOnce() {
        User user = server.user(TestServer.ACCOUNT, "alice", null);
        Client session = server.key(user).sts("GetSessionToken").session(server);
        assertThat(session.sts("GetCallerIdentity").status()).isEqualTo(200);
        delete(user);
        refused(session);
        server.user(TestServer.ACCOUNT, "alice", null);
        refused(session);
    }

    @Test
    void aRenamedUserKeepsItsSessions() {
        User user = server.user(TestServer.ACCOUNT, "alice", null);
        Client session = server.key(user).sts("GetSessionToken").session(server);
        delete(user);
        server.put(new User(
                user.account(),
                "alicia",
                user.path(),
                user.userId(),
                user.createDate(),
                Map.of(),
                List.of(),
                List.of(),
                null,
                Map.of()));
        assertThat(session.sts("GetCallerIdentity").element("Arn")).isEqualTo("arn:aws:iam::111122223333:user/alicia");
    }

    @Test
    void aRoleMadeAnewIsAnotherRole() {
        Client alice = server.client("alice", null);
        String trust = Policies.trust(ALICE, "sts:AssumeRole");
        Role role = server.role(TestServer.ACCOUNT, "worker", trust, null);
        Client session = assume(alice, role);
        assertThat(session.sts("GetCallerIdentity").status()).isEqualTo(200);
        server.role(TestServer.ACCOUNT, "worker", trust, null);
        refused(session);
    }

    @Test
    void aChangeOfTheRolesPolicyTakesEffectOnTheNextCall() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "worker", Policies.trust(ALICE, "sts:AssumeRole"), null);
        Client session = assume(alice, role);
        assertThat(keyInfo(session)).isEqualTo(403);
        server.put(new Role(
                role.account(),
                role.name(),
                role.path(),
                role.roleId(),
                role.createDate(),
                role.assumeRolePolicy(),
                null,
                role.maxSessionSeconds(),
                Map.of("inline", Policies.allow("sts:GetAccessKeyInfo", "*")),
                List.of(),
                null,
                Map.of()));
        assertThat(keyInfo(session)).isEqualTo(200);
        server.put(role);
        assertThat(keyInfo(session)).isEqualTo(403);
    }

    @Test
    void aResetEndsEverySession() {
        Client session = server.root.sts("GetSessionToken").session(server);
        assertThat(session.sts("GetCallerIdentity").status()).isEqualTo(200);
        server.store.reset();
        refused(session);
    }

    private static int dayOf(Client session) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(session.token())).getInt(1);
    }

    private void delete(User user) {
        server.write(tx -> {
            tx.delete(IamTables.USERS, IamTables.named(user.account(), user.name()));
            return user;
        });
    }

    private Client assume(Client client, Role role) {
        return client.sts("AssumeRole", "RoleArn", role.arn(), "RoleSessionName", "s1")
                .session(server);
    }

    private static int keyInfo(Client client) {
        return client.sts("GetAccessKeyInfo", "AccessKeyId", client.accessKeyId())
                .status();
    }

    private static void refused(Client client) {
        Reply reply = client.sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("InvalidClientTokenId");
        assertThat(reply.message()).isEqualTo(INVALID);
    }
}
