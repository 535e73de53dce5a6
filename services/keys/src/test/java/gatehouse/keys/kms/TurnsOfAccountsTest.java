package gatehouse.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.Call;
import gatehouse.gateway.Gateway;
import gatehouse.gateway.GatewayParts;
import gatehouse.gateway.Plan;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Service;
import gatehouse.model.kms.Kms;
import gatehouse.model.kms.ListKeysResponse;
import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.StoreSettings;
import gatehouse.store.Transaction;
import gatehouse.store.rocks.RocksStore;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.sigv4.Signer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnsOfAccountsTest {
    /// So often each call meets another: it needs its turn.
    private static final int CONFLICTS = 5;

    private final TestIdentities identities = new TestIdentities();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final CountDownLatch slowHasItsTurn = new CountDownLatch(1);
    private final CountDownLatch slowMayGoOn = new CountDownLatch(1);

    private Store store;
    private Gateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        SystemEntropy entropy = new SystemEntropy();
        TestClock clock = new TestClock();
        store = RocksStore.open(
                folder.resolve("store"), StoreSettings.temporary().unsafeWithoutSync(), clock, entropy);
        Service service = Service.of(Kms.MODEL, "kms", ConstraintProfile.JSON)
                .on(
                        Kms.LIST_KEYS,
                        (call, _) -> Plan.require(KmsActions.onAny(call, "kms:ListKeys"))
                                .reply(() -> answer(call)))
                .build();
        SecurityLog securityLog = new SecurityLog(InstantSource.system());
        gateway = new Gateway(
                new GatewayParts(store, identities, entropy, clock, InstantSource.system(), securityLog, 0),
                List.of(service));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    /// Who makes slow calls conflict must not stop the calls of others that do.
    @Test
    void anAccountWhoseCallsConflictKeepsNoOtherWaiting() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> slow = callers.submit(() -> call(KmsFixture.ACCOUNT));
            assertThat(slowHasItsTurn.await(30, TimeUnit.SECONDS)).isTrue();
            Future<Integer> other = callers.submit(() -> call(KmsFixture.OTHER_ACCOUNT));
            try {
                assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(200);
                assertThat(slow.isDone()).isFalse();
            } finally {
                slowMayGoOn.countDown();
            }
            assertThat(slow.get(30, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    /// Changes what it has read, some times.
    private ListKeysResponse answer(Call call) {
        call.view().get(KmsTables.ALIASES, KmsTables.alias(call.account(), KmsFixture.REGION, "alias/a"));
        int attempt = attempts.merge(call.account(), 1, Integer::sum);
        if (attempt <= CONFLICTS) {
            change(call.account(), attempt);
        }
        if (attempt == CONFLICTS && call.account().equals(KmsFixture.ACCOUNT)) {
            slowHasItsTurn.countDown();
            try {
                slowMayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return ListKeysResponse.builder().build();
    }

    private void change(String account, int attempt) {
        Transaction change = store.begin();
        change.put(
                KmsTables.ALIASES,
                new Alias(account, KmsFixture.REGION, "alias/a", "key-" + attempt, Instant.EPOCH, Instant.EPOCH));
        try {
            store.commit(change, List.of());
        } catch (ConflictException e) {
            throw new IllegalStateException(e);
        }
    }

    private int call(String account) {
        return gateway.handle(Signer.sign(
                        KmsFixture.request("TrentService.ListKeys", "{}"),
                        new Signer.Credentials(identities.root(account), TestIdentities.SECRET, null),
                        KmsFixture.REGION,
                        "kms",
                        InstantSource.system().instant()))
                .status();
    }
}
