package gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.iam.AccessKey;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.User;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongTermKeysTest {
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
    void aDeactivatedKeyIsRefusedOnTheNextCallAndWorksAgainLater() {
        Client alice = server.client("alice", null);
        assertThat(status(alice)).isEqualTo(200);
        AccessKey key = stored(alice);
        server.put(key.withActive(false));
        refused(alice);
        server.put(key);
        assertThat(status(alice)).isEqualTo(200);
    }

    @Test
    void aKeyOfADeletedUserIsRefused() {
        User user = server.user(TestServer.ACCOUNT, "alice", null);
        Client alice = server.key(user);
        assertThat(status(alice)).isEqualTo(200);
        server.write(tx -> {
            tx.delete(IamTables.USERS, IamTables.named(user.account(), user.name()));
            return user;
        });
        refused(alice);
    }

    @Test
    void aKeyOfAnAccountThatIsNotHeldHereIsRefused() {
        User stranger = server.user("999988887777", "alice", null);
        refused(server.key(stranger));
    }

    @Test
    void anUnknownKeyAndAWrongSecretAreRefused() {
        refused(new Client(server, "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null));
        Client alice = server.client("alice", null);
        Reply reply = new Client(server, alice.accessKeyId(), "another-secret", null).sts("GetCallerIdentity");
        assertThat(reply.code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void refusedCallersLeaveNoEventInTheAccount() {
        Client alice = server.client("alice", null);
        server.put(stored(alice).withActive(false));
        refused(alice);
        assertThat(server.events(TestServer.ACCOUNT)).isZero();
    }

    @Test
    void aChangedPolicyOfTheUserTakesEffectOnTheNextCall() {
        Client alice = server.client("alice", null);
        assertThat(alice.sts("GetAccessKeyInfo", "AccessKeyId", alice.accessKeyId())
                        .status())
                .isEqualTo(403);
        server.user(TestServer.ACCOUNT, "alice", Policies.allow("sts:GetAccessKeyInfo", "*"));
        assertThat(alice.sts("GetAccessKeyInfo", "AccessKeyId", alice.accessKeyId())
                        .status())
                .isEqualTo(200);
    }

    private AccessKey stored(Client client) {
        return server.write(
                tx -> Objects.requireNonNull(tx.get(IamTables.ACCESS_KEYS, IamTables.accessKey(client.accessKeyId()))));
    }

    private static int status(Client client) {
        return client.sts("GetCallerIdentity").status();
    }

    private static void refused(Client client) {
        Reply reply = client.sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("InvalidClientTokenId");
        assertThat(reply.message()).isEqualTo("The security token included in the request is invalid.");
    }
}
