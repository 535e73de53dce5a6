package gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.identity.Recollection.Reading;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.User;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecollectionTest {
    private static final Key ALICE = IamTables.named(TestServer.ACCOUNT, "alice");
    private static final Key BOB = IamTables.named(TestServer.ACCOUNT, "bob");

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
        server.user(TestServer.ACCOUNT, "alice", null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isGivenAgainWhileEveryRecordIsTheSame() {
        Recollection<String> names = aliceAndBob(server.store.begin());
        server.user(TestServer.ACCOUNT, "carol", null);
        assertThat(names.in(server.store.begin())).isEqualTo("alice and nobody");
    }

    @Test
    void isForgottenWhenARecordIsReplaced() {
        Recollection<String> names = aliceAndBob(server.store.begin());
        server.put(user(server.store.begin()).withTags(Map.of("team", "blue")));
        assertThat(names.in(server.store.begin())).isNull();
        assertThat(names.answer()).isEqualTo("alice and nobody");
    }

    @Test
    void isForgottenWhenWhatWasMissingAppears() {
        Recollection<String> names = aliceAndBob(server.store.begin());
        server.user(TestServer.ACCOUNT, "bob", null);
        assertThat(names.in(server.store.begin())).isNull();
    }

    @Test
    void itsReadsBelongToTheTransactionThatUsesIt() {
        Recollection<String> names = aliceAndBob(server.store.begin());
        Transaction late = server.store.begin();
        assertThat(names.in(late)).isNotNull();
        assertThat(late.isCurrent()).isTrue();
        server.user(TestServer.ACCOUNT, "bob", null);
        assertThat(late.isCurrent()).isFalse();
    }

    @Test
    void nothingIsMadeOfScans() {
        Reading reading = new Reading(server.store.begin());
        assertThatThrownBy(() -> reading.scan(IamTables.USERS, Key.ALL, null, 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Recollection<String> aliceAndBob(View view) {
        Reading reading = new Reading(view);
        return reading.recollection(
                name(reading.get(IamTables.USERS, ALICE)) + " and " + name(reading.get(IamTables.USERS, BOB)));
    }

    private static User user(View view) {
        return Objects.requireNonNull(view.get(IamTables.USERS, ALICE));
    }

    private static String name(@Nullable User user) {
        return user == null ? "nobody" : user.name();
    }
}
