package gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.iam.AccessKeyUse;
import gatehouse.identity.iam.IamTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastUsedTest {
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
    void manyUsesBecomeOneWrite() {
        Client alice = server.client("alice", null);
        for (int i = 0; i < 20; i++) {
            server.clock.advance(Duration.ofSeconds(1));
            alice.sts("GetCallerIdentity");
        }
        assertThat(use(alice)).isNull();
        long before = server.store.statistics().transactions();
        server.lastUsed.flush();
        assertThat(server.store.statistics().transactions()).isEqualTo(before + 1);
        assertThat(use(alice))
                .isEqualTo(new AccessKeyUse(
                        alice.accessKeyId(), Instant.parse("2026-03-01T10:00:20Z"), "sts", "eu-central-1"));
        server.lastUsed.flush();
        assertThat(server.store.statistics().transactions()).isEqualTo(before + 1);
    }

    @Test
    void aLaterUseReplacesTheEarlierOne() {
        Client alice = server.client("alice", null);
        alice.sts("GetCallerIdentity");
        server.lastUsed.flush();
        server.clock.advance(Duration.ofDays(3));
        alice.sts("GetCallerIdentity");
        server.lastUsed.flush();
        AccessKeyUse use = use(alice);
        assertThat(use).isNotNull();
        assertThat(use == null ? null : use.lastUsed()).isEqualTo(server.clock.instant());
    }

    @Test
    void aKeyThatIsDeletedMeanwhileLeavesNothing() {
        Client alice = server.client("alice", null);
        alice.sts("GetCallerIdentity");
        server.write(tx -> {
            tx.delete(IamTables.ACCESS_KEYS, IamTables.accessKey(alice.accessKeyId()));
            return alice;
        });
        server.lastUsed.flush();
        assertThat(use(alice)).isNull();
    }

    @Test
    void whoeverIsRefusedDoesNotUseAKey() {
        Client alice = server.client("alice", null);
        new Client(server, alice.accessKeyId(), "another-secret", null).sts("GetCallerIdentity");
        server.lastUsed.flush();
        assertThat(use(alice)).isNull();
    }

    @Test
    void whatIsHeldIsBounded() {
        for (int i = 0; i < LastUsed.PENDING_MAX + 10; i++) {
            server.lastUsed.note("AKIA" + i, "sts", "us-east-1", Instant.EPOCH);
        }
        assertThat(server.lastUsed.pending()).isEqualTo(LastUsed.PENDING_MAX);
        server.lastUsed.flush();
        assertThat(server.lastUsed.pending()).isZero();
    }

    private @Nullable AccessKeyUse use(Client client) {
        return server.store.begin().get(IamTables.ACCESS_KEY_USES, IamTables.accessKey(client.accessKeyId()));
    }
}
