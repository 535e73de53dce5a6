package gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.identity.iam.AccessKey;
import gatehouse.identity.iam.IamTables;
import gatehouse.policy.AccountId;
import gatehouse.wire.shape.CommonException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    private static final AccountId NEW = new AccountId("777788889999");
    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "chosen-by-the-operator";

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
    void aNewAccountHasARootWithAKey() {
        RootCredentials made = server.write(tx -> server.accounts.create(tx, NEW, server.clock.instant()));
        assertThat(made.accessKeyId()).startsWith("AKIA").hasSize(20);
        assertThat(made.secretAccessKey()).hasSize(40);
        assertThat(made.toString()).contains(made.accessKeyId()).doesNotContain(made.secretAccessKey());
        assertThat(client(made).sts("GetCallerIdentity").element("Arn")).isEqualTo("arn:aws:iam::777788889999:root");
    }

    @Test
    void anAccountIsCreatedOnce() {
        server.write(tx -> server.accounts.create(tx, NEW, server.clock.instant()));
        assertThatThrownBy(() -> server.write(tx -> server.accounts.create(tx, NEW, server.clock.instant())))
                .isInstanceOfSatisfying(
                        CommonException.class, e -> assertThat(e.error().code()).isEqualTo("AccountAlreadyExists"))
                .hasMessage("The account 777788889999 exists already.");
    }

    @Test
    void anOperatorsKeyPairIsTheRoots() {
        Client chosen = client(adopt(NEW, KEY_ID, SECRET));
        assertThat(chosen.sts("GetCallerIdentity").element("Arn")).isEqualTo("arn:aws:iam::777788889999:root");
    }

    @Test
    void adoptingAgainChangesNothing() {
        adopt(NEW, KEY_ID, SECRET);
        server.clock.advance(Duration.ofDays(1));
        Client chosen = client(adopt(NEW, KEY_ID, SECRET));
        AccessKey key = server.store.begin().get(IamTables.ACCESS_KEYS, IamTables.accessKey(KEY_ID));
        assertThat(key).isNotNull().extracting(AccessKey::createDate).isEqualTo(TestServer.WALL_TIME);
        assertThat(chosen.sts("GetCallerIdentity").status()).isEqualTo(200);
    }

    @Test
    void anotherSecretReplacesTheFirst() {
        Client first = client(adopt(NEW, KEY_ID, SECRET));
        assertThat(first.sts("GetCallerIdentity").status()).isEqualTo(200);
        Client second = client(adopt(NEW, KEY_ID, "chosen-another-time"));
        assertThat(second.sts("GetCallerIdentity").status()).isEqualTo(200);
        assertThat(first.sts("GetCallerIdentity").code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void nobodyElsesKeyIsAdopted() {
        Client alice = server.client("alice", null);
        for (Client other : new Client[] {alice, server.root}) {
            assertThatThrownBy(() -> adopt(NEW, other.accessKeyId(), SECRET))
                    .isInstanceOf(CommonException.class)
                    .hasMessage("The access key id is in use by another principal.");
        }
    }

    @Test
    void keyPairsOfAnotherFormAreRefused() {
        for (String id : new String[] {"test", "ASIAIOSFODNN7EXAMPLE", "AKIA with a space", "A".repeat(129)}) {
            assertThatThrownBy(() -> adopt(NEW, id, SECRET)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String secret : new String[] {"test", "has a space in between", "s".repeat(129)}) {
            assertThatThrownBy(() -> adopt(NEW, KEY_ID, secret))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(secret);
        }
    }

    private RootCredentials adopt(AccountId account, String id, String secret) {
        return server.write(tx -> server.accounts.adopt(tx, account, id, secret, server.clock.instant()));
    }

    private Client client(RootCredentials credentials) {
        return new Client(server, credentials.accessKeyId(), credentials.secretAccessKey(), null);
    }
}
