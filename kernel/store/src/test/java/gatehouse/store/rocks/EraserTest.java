package gatehouse.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Store;
import gatehouse.store.StoreContract;
import gatehouse.store.StoreSettings;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import gatehouse.store.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is deleted from a table of secrets and erased is in no file of the data folder.
final class EraserTest {
    private static final StoreSettings SMALL =
            StoreSettings.lasting().withSegmentEntries(400).withRecordsMax(100);
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    /// A row of a table of secrets, found by its group too.
    record Hidden(String name, String group, byte[] value) {
        static final Index<Hidden> BY_GROUP = new Index<>("group", row -> List.of(Key.of(row.group())));
        static final Table<Hidden> TABLE =
                Table.ofSecrets("kms.material", Hidden.class, row -> Key.of(row.name()), BY_GROUP);
        /// The same rows as they were stored before there were tables of secrets.
        static final Table<Hidden> BEFORE = Table.of("kms.material", Hidden.class, row -> Key.of(row.name()), BY_GROUP);

        static Hidden random(String name) {
            byte[] value = new byte[Disk.VALUE_BYTES];
            RANDOM.nextBytes(value);
            return new Hidden(name, "group-" + name.hashCode() % 7, value);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static void commit(Store store, Consumer<Transaction> work) {
        StoreContract.transact(store, work::accept);
    }

    private static List<byte[]> put(Store store, String prefix, int count) {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Hidden row = Hidden.random(prefix + i);
            values.add(row.value());
            commit(store, tx -> tx.put(Hidden.TABLE, row));
        }
        return values;
    }

    private static void delete(Store store, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            Key key = Key.of(prefix + i);
            commit(store, tx -> tx.delete(Hidden.TABLE, key));
        }
    }

    @Test
    void whatIsOnlyDeletedIsStillOnDisk() throws IOException {
        try (RocksStore store = Stores.open(folder)) {
            List<byte[]> values = put(store, "a", 3);
            delete(store, "a", 3);
            assertThat(Disk.holding(folder, values)).isNotEmpty().allMatch(file -> file.endsWith(".log"));
        }
        try (RocksStore store = Stores.open(folder)) {
            assertThat(store.begin().get(Hidden.TABLE, Key.of("a0"))).isNull();
        }
    }

    @Test
    void whatIsDeletedAndErasedIsNowhere() throws IOException {
        List<byte[]> deleted;
        List<byte[]> kept;
        try (RocksStore store = Stores.open(folder)) {
            kept = put(store, "kept", 50);
            deleted = put(store, "gone", 50);
            delete(store, "gone", 50);
            assertThat(Disk.holding(folder, deleted)).isNotEmpty();
            store.erase();
            assertThat(Disk.holding(folder, deleted)).isEmpty();
            assertThat(Disk.holding(folder, kept)).isNotEmpty();
            checkKept(store, kept);
        }
        assertThat(Disk.holding(folder, deleted)).isEmpty();
        try (RocksStore store = Stores.open(folder)) {
            checkKept(store, kept);
            assertThat(Disk.holding(folder, deleted)).isEmpty();
        }
    }

    @Test
    void whatWasWrittenDownLongAgoAndInSeveralLevelsIsErasedToo() throws IOException {
        List<byte[]> deleted = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            // Each run ends in tables of its own, above those of the runs before it.
            try (RocksStore store = Stores.open(folder)) {
                deleted.addAll(put(store, "gone", 20));
                put(store, "run" + run, 20);
                delete(store, "run" + run, 1);
                store.erase();
            }
        }
        List<byte[]> last = deleted.subList(40, 60);
        assertThat(Disk.holding(folder, deleted.subList(0, 40))).as("replaced").isEmpty();
        assertThat(Disk.holding(folder, last)).isNotEmpty().allMatch(file -> file.endsWith(".sst"));
        try (RocksStore store = Stores.open(folder)) {
            delete(store, "gone", 20);
            assertThat(Disk.holding(folder, last)).isNotEmpty();
            store.erase();
            assertThat(Disk.holding(folder, last)).isEmpty();
        }
    }

    @Test
    void whatAnErasureThatNeverRanLeftIsErasedByTheNext() throws IOException {
        List<byte[]> deleted;
        try (RocksStore store = Stores.open(folder)) {
            deleted = put(store, "gone", 5);
            delete(store, "gone", 5);
        }
        assertThat(Disk.holding(folder, deleted)).isNotEmpty();
        try (RocksStore store = Stores.open(folder)) {
            store.erase();
            assertThat(Disk.holding(folder, deleted)).isEmpty();
        }
    }

    @Test
    void aReplacedValueIsErased() throws IOException {
        try (RocksStore store = Stores.open(folder)) {
            List<byte[]> first = put(store, "a", 1);
            List<byte[]> second = put(store, "a", 1);
            store.erase();
            assertThat(Disk.holding(folder, first)).isEmpty();
            assertThat(Disk.holding(folder, second)).isNotEmpty();
        }
    }

    @Test
    void moreThanIsNotedKeyByKeyIsErasedAtOnce() throws IOException {
        try (RocksStore store = Stores.open(folder)) {
            List<byte[]> deleted = new ArrayList<>();
            commit(store, tx -> {
                for (int i = 0; i < 2500; i++) {
                    Hidden row = Hidden.random("gone" + i);
                    deleted.add(row.value());
                    tx.put(Hidden.TABLE, row);
                }
            });
            List<byte[]> kept = put(store, "kept", 3);
            commit(store, tx -> {
                for (int i = 0; i < 2500; i++) {
                    tx.delete(Hidden.TABLE, Key.of("gone" + i));
                }
            });
            store.erase();
            assertThat(Disk.holding(folder, deleted)).isEmpty();
            checkKept(store, kept);
        }
    }

    @Test
    void whereNothingWasDeletedNothingIsWritten() throws IOException {
        try (RocksStore store = Stores.open(folder)) {
            List<byte[]> kept = put(store, "kept", 3);
            store.erase();
            assertThat(Disk.holding(folder, kept)).isNotEmpty().allMatch(file -> file.endsWith(".log"));
        }
    }

    @Test
    void othersCommitMeanwhileAndLoseNothing() throws Exception {
        List<byte[]> erased = new ArrayList<>();
        AtomicBoolean enough = new AtomicBoolean();
        List<Future<List<byte[]>>> written = new ArrayList<>();
        try (RocksStore store = Stores.open(folder, SMALL)) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                    String name = "writer" + i + "-";
                    written.add(threads.submit(() -> write(store, name, enough)));
                }
                for (int i = 0; i < 2; i++) {
                    String name = "eraser" + i + "-";
                    written.add(threads.submit(() -> deleteAndErase(store, name)));
                }
                try {
                    for (Future<List<byte[]>> each : written.subList(4, 6)) {
                        erased.addAll(each.get());
                    }
                } finally {
                    enough.set(true);
                }
            }
            assertThat(Disk.holding(folder, erased)).isEmpty();
            checkWritten(store, written.subList(0, 4));
        }
        try (RocksStore store = Stores.open(folder, SMALL)) {
            checkWritten(store, written.subList(0, 4));
        }
        assertThat(Disk.holding(folder, erased)).isEmpty();
    }

    private static List<byte[]> write(Store store, String name, AtomicBoolean enough) throws ConflictException {
        List<byte[]> values = new ArrayList<>();
        while (!enough.get()) {
            Hidden row = Hidden.random(name + values.size());
            values.add(row.value());
            Transaction tx = store.begin();
            tx.put(Hidden.TABLE, row);
            store.commit(tx, List.of(StoreContract.entry("1", row.name())));
        }
        return values;
    }

    /// Each value is looked for as soon as its erasure has returned.
    private List<byte[]> deleteAndErase(Store store, String name) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<byte[]> values = put(store, name + i, 3);
            delete(store, name + i, 3);
            store.erase();
            assertThat(Disk.holding(folder, values)).isEmpty();
            all.addAll(values);
        }
        return all;
    }

    private static void checkWritten(RocksStore store, List<Future<List<byte[]>>> written) throws Exception {
        long[] entries = {0};
        store.log().read(0, Integer.MAX_VALUE, (sequence, entry) -> entries[0]++);
        long count = 0;
        for (int i = 0; i < written.size(); i++) {
            List<byte[]> values = written.get(i).get();
            count += values.size();
            for (int j = 0; j < values.size(); j++) {
                Hidden row = store.begin().get(Hidden.TABLE, Key.of("writer" + i + "-" + j));
                assertThat(Objects.requireNonNull(row).value()).isEqualTo(values.get(j));
            }
        }
        assertThat(entries[0]).isEqualTo(count).isPositive();
    }

    @Test
    void aLargeTableIsRewrittenOnlyAroundWhatWasDeleted() throws IOException {
        try (RocksStore store = Stores.open(folder)) {
            for (int batch = 0; batch < 30; batch++) {
                int from = batch * 500;
                commit(store, tx -> {
                    for (int i = from; i < from + 500; i++) {
                        tx.put(Hidden.TABLE, large("row" + i));
                    }
                });
            }
            Hidden gone = Objects.requireNonNull(store.begin().get(Hidden.TABLE, Key.of("row17")));
            List<byte[]> value = List.of(Arrays.copyOf(gone.value(), Disk.VALUE_BYTES));
            commit(store, tx -> tx.delete(Hidden.TABLE, Key.of("row17")));
            store.erase();
            assertThat(Disk.holding(folder, value)).isEmpty();
            Hidden next = Objects.requireNonNull(store.begin().get(Hidden.TABLE, Key.of("row9000")));
            commit(store, tx -> tx.delete(Hidden.TABLE, Key.of("row9000")));
            store.erase();
            assertThat(Disk.holding(folder, List.of(Arrays.copyOf(next.value(), Disk.VALUE_BYTES))))
                    .isEmpty();
        }
    }

    private static Hidden large(String name) {
        byte[] value = new byte[2000];
        RANDOM.nextBytes(value);
        return new Hidden(name, "large", value);
    }

    @Test
    void rowsOfTheFormatBeforeComeToTheirPlaceAndCanBeErased() throws IOException {
        List<byte[]> values = new ArrayList<>();
        try (RocksStore store = Stores.open(folder, new Migrations(List.of()))) {
            for (int i = 0; i < 20; i++) {
                Hidden row = Hidden.random("old" + i);
                values.add(row.value());
                commit(store, tx -> tx.put(Hidden.BEFORE, row));
            }
        }
        try (RocksStore store = Stores.open(folder)) {
            Transaction tx = store.begin();
            for (int i = 0; i < 20; i++) {
                Hidden row = Objects.requireNonNull(tx.get(Hidden.TABLE, Key.of("old" + i)));
                assertThat(row.value()).isEqualTo(values.get(i));
            }
            assertThat(tx.all(Hidden.TABLE, Hidden.BY_GROUP, Key.ALL)).hasSize(20);
            delete(store, "old", 20);
            store.erase();
            assertThat(Disk.holding(folder, values)).isEmpty();
        }
    }

    private static void checkKept(Store store, List<byte[]> kept) {
        Transaction tx = store.begin();
        for (int i = 0; i < kept.size(); i++) {
            Hidden row = Objects.requireNonNull(tx.get(Hidden.TABLE, Key.of("kept" + i)));
            assertThat(row.value()).isEqualTo(kept.get(i));
        }
        assertThat(tx.all(Hidden.TABLE, Hidden.BY_GROUP, Key.ALL)).hasSize(kept.size());
    }
}
