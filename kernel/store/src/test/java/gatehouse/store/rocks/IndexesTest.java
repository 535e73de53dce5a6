package gatehouse.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.store.Key;
import gatehouse.store.Store;
import gatehouse.store.StoreContract;
import gatehouse.store.StoreException;
import gatehouse.store.StoreSettings;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index finds every row, whenever it was added.
final class IndexesTest {
    private static final Index<City> BY_COUNTRY = new Index<>("country", city -> List.of(Key.of(city.country())));
    private static final Index<City> BY_RIVER =
            new Index<>("river", city -> city.rivers().stream().map(Key::of).toList());

    private static final Table<City> PLAIN = table();
    private static final Table<City> ONE = table(BY_COUNTRY);
    private static final Table<City> OTHER = table(BY_RIVER);
    private static final Table<City> BOTH = table(BY_RIVER, BY_COUNTRY);

    private static final City BASEL = new City("basel", "ch", List.of("rhine"));
    private static final City KOBLENZ = new City("koblenz", "de", List.of("mosel", "rhine"));
    private static final City BONN = new City("bonn", "de", List.of("rhine"));

    @TempDir
    private Path parent;

    record City(String name, String country, List<String> rivers) {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Table<City> table(Index<City>... indexes) {
        return Table.of("test.cities", City.class, city -> Key.of(city.name()), indexes);
    }

    private Path folder() {
        return parent.resolve("data");
    }

    private void write(Table<City> table, City... cities) {
        try (RocksStore store = Stores.open(folder())) {
            put(store, table, cities);
        }
    }

    private static void put(Store store, Table<City> table, City... cities) {
        StoreContract.transact(store, transaction -> {
            for (City city : cities) {
                transaction.put(table, city);
            }
        });
    }

    private static List<City> found(Store store, Table<City> table, Index<City> index, String key) {
        return store.begin().scan(table, index, Key.of(key), null, 100_000).items();
    }

    @Test
    void anAddedIndexFindsTheRowsFromBefore() {
        write(PLAIN, BASEL, KOBLENZ);
        try (RocksStore store = Stores.open(folder())) {
            assertThat(found(store, BOTH, BY_RIVER, "rhine")).containsExactly(BASEL, KOBLENZ);
            put(store, BOTH, BONN);
            assertThat(found(store, BOTH, BY_RIVER, "rhine")).containsExactly(BASEL, BONN, KOBLENZ);
            assertThat(found(store, BOTH, BY_COUNTRY, "de")).containsExactly(BONN, KOBLENZ);
        }
    }

    @Test
    void itIsKeptWithRowsThatChangeAndGo() {
        write(PLAIN, BASEL, KOBLENZ, BONN);
        try (RocksStore store = Stores.open(folder())) {
            StoreContract.transact(store, transaction -> {
                transaction.put(OTHER, new City("koblenz", "de", List.of("mosel")));
                transaction.delete(OTHER, Key.of("bonn"));
            });
            assertThat(found(store, OTHER, BY_RIVER, "rhine")).containsExactly(BASEL);
        }
    }

    @Test
    void itIsBuiltOnce() {
        AtomicInteger asked = new AtomicInteger();
        Table<City> counting = table(new Index<>("country", city -> {
            asked.incrementAndGet();
            return List.of(Key.of(city.country()));
        }));
        write(PLAIN, BASEL, KOBLENZ, BONN);
        for (int i = 0; i < 3; i++) {
            try (RocksStore store = Stores.open(folder())) {
                assertThat(found(store, counting, BY_COUNTRY, "ch")).containsExactly(BASEL);
                assertThat(asked).hasValue(3);
            }
        }
    }

    @Test
    void anIndexThatWasAwayForAWhileHoldsNothingOfBefore() {
        write(BOTH, BASEL, KOBLENZ);
        try (RocksStore store = Stores.open(folder())) {
            put(store, ONE, new City("basel", "ch", List.of()), BONN);
            StoreContract.transact(store, transaction -> transaction.delete(ONE, Key.of("koblenz")));
            assertThat(found(store, ONE, BY_COUNTRY, "de")).containsExactly(BONN);
        }
        try (RocksStore store = Stores.open(folder())) {
            assertThat(found(store, BOTH, BY_RIVER, "rhine")).containsExactly(BONN);
            assertThat(found(store, BOTH, BY_RIVER, "mosel")).isEmpty();
            assertThat(found(store, BOTH, BY_COUNTRY, "ch")).hasSize(1);
        }
    }

    @Test
    void aBuildThatEndsEarlyIsBegunAgainByWhoeverComes() {
        int rows = 3_000;
        String wide = "x".repeat(1_000);
        List<City> cities = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            cities.add(new City("c" + i, wide, List.of("rhine")));
        }
        write(OTHER, cities.toArray(City[]::new));
        AtomicInteger asked = new AtomicInteger();
        Table<City> failing = table(new Index<>("country", city -> {
            if (asked.incrementAndGet() == rows) {
                throw new StoreException("no power");
            }
            return List.of(Key.of(city.country()));
        }));
        try (RocksStore store = Stores.open(folder())) {
            assertThatThrownBy(() -> found(store, failing, BY_COUNTRY, wide)).hasMessage("no power");
        }
        // What the interrupted build had emptied is whole again, and what it had begun too.
        for (Table<City> table : List.of(OTHER, BOTH)) {
            try (RocksStore store = Stores.open(folder())) {
                assertThat(found(store, table, BY_RIVER, "rhine")).hasSize(rows);
            }
        }
        try (RocksStore store = Stores.open(folder())) {
            assertThat(found(store, BOTH, BY_COUNTRY, wide)).hasSize(rows);
        }
    }

    @Test
    void manyWhoComeAtOnceSeeItWhole() throws Exception {
        write(PLAIN, BASEL, KOBLENZ, BONN);
        try (RocksStore store = Stores.open(folder());
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<City>>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(pool.submit(() -> found(store, ONE, BY_COUNTRY, "de")));
            }
            for (Future<List<City>> answer : answers) {
                assertThat(answer.get()).containsExactly(BONN, KOBLENZ);
            }
        }
    }

    @Test
    void aResetLeavesIndexesThatWork() {
        try (RocksStore store = Stores.open(folder(), StoreSettings.temporary())) {
            put(store, ONE, BASEL);
            store.reset();
            put(store, ONE, BONN);
            assertThat(found(store, ONE, BY_COUNTRY, "de")).containsExactly(BONN);
            assertThat(found(store, ONE, BY_COUNTRY, "ch")).isEmpty();
        }
    }
}
