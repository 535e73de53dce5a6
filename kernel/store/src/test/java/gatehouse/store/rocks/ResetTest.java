package gatehouse.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Person;
import gatehouse.store.StoreContract;
import gatehouse.store.StoreSettings;
import gatehouse.store.Transaction;
import gatehouse.store.log.EventLog.Query;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResetTest {
    @TempDir
    private Path parent;

    private Path folder() {
        return parent.resolve("data");
    }

    @Test
    void onlyATemporaryStoreCanBeReset() {
        try (RocksStore store = Stores.open(folder())) {
            assertThatThrownBy(store::reset).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void everythingIsGoneAndTheEpochIsAnother() {
        try (RocksStore store = Stores.open(folder(), StoreSettings.temporary().withSegmentEntries(8))) {
            for (int round = 0; round < 3; round++) {
                String epoch = store.epoch();
                StoreContract.transact(store, transaction -> {
                    assertThat(transaction.get(Person.TABLE, Key.of("1", "ann")))
                            .isNull();
                    assertThat(transaction.scan(Person.TABLE, Key.ALL, null, 9).items())
                            .isEmpty();
                    transaction.put(Person.TABLE, Person.of("1", "ann", "g"));
                });
                for (int i = 0; i < 30; i++) {
                    store.append(List.of(StoreContract.entry("1", "e" + i)));
                }
                Transaction before = store.begin();
                before.put(Person.TABLE, Person.of("1", "late"));
                store.reset();
                assertThat(store.epoch()).isNotEqualTo(epoch);
                assertThat(before.isCurrent()).isFalse();
                assertThatThrownBy(() -> store.commit(before, List.of())).isInstanceOf(ConflictException.class);
                assertThat(store.log().nextSequence()).isZero();
                assertThat(store.log()
                                .find(new Query("1", "us-east-1", null, null, null, null, 5))
                                .entries())
                        .isEmpty();
                assertThat(store.begin()
                                .scan(Person.TABLE, Person.BY_GROUP, Key.ALL, null, 9)
                                .items())
                        .isEmpty();
            }
        }
        assertThat(folder()).doesNotExist();
    }

    @Test
    void resetsAmidReadersAndWritersHarmNothing() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (RocksStore store = Stores.open(folder(), StoreSettings.temporary().withSegmentEntries(16));
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = pool.submit(() -> {
                while (!stop.get()) {
                    store.append(List.of(StoreContract.entry("1", "e"), StoreContract.entry("2", "f")));
                }
            });
            Future<?> reader = pool.submit(() -> {
                while (!stop.get()) {
                    store.log().find(new Query("1", "us-east-1", null, null, null, null, 50));
                    store.log()
                            .read(
                                    0,
                                    100,
                                    (sequence, entry) ->
                                            assertThat(entry.account()).isIn("1", "2"));
                }
            });
            try {
                for (int i = 0; i < 20; i++) {
                    store.append(List.of(StoreContract.entry("1", "e")));
                    store.reset();
                }
            } finally {
                stop.set(true);
            }
            writer.get();
            reader.get();
        }
    }
}
