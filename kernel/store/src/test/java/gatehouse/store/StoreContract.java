package gatehouse.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.store.Person.Address;
import gatehouse.store.Person.Kind;
import gatehouse.store.log.EventLog.Found;
import gatehouse.store.log.EventLog.Query;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every engine promises. A test class of an engine implements it and tells how to open a store.
public interface StoreContract {
    /// A store; after [Store#close] the same call opens the same data again.
    Store open();

    /// Commits what `work` does, as often as it takes.
    static void transact(Store store, Work work) {
        while (true) {
            Transaction transaction = store.begin();
            work.run(transaction);
            if (isCommitted(store, transaction)) {
                return;
            }
        }
    }

    private static boolean isCommitted(Store store, Transaction transaction) {
        try {
            store.commit(transaction, List.of());
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    /// What a transaction does.
    interface Work {
        void run(Transaction transaction);
    }

    static LogEntry entry(String account, String body, Attribute... attributes) {
        return new LogEntry(
                account, "us-east-1", Instant.ofEpochSecond(1_000_000), List.of(attributes), body.getBytes(UTF_8));
    }

    static String text(LogEntry entry) {
        return new String(entry.body(), UTF_8);
    }

    /// The person of account 1 with that name, who must be there.
    static Person person(View view, String name) {
        return Objects.requireNonNull(view.get(Person.TABLE, Key.of("1", name)));
    }

    private static List<String> names(Page<Person> page) {
        return page.items().stream().map(Person::name).toList();
    }

    @Test
    default void aCommittedRecordIsReadByTheNextTransaction() {
        try (Store store = open()) {
            Person full = new Person(
                    "1",
                    "ann",
                    Long.MAX_VALUE,
                    -1,
                    true,
                    Kind.MACHINE,
                    Instant.ofEpochSecond(1, 999_999_999),
                    new byte[] {0, -1},
                    List.of("a", "b"),
                    Map.of("k", "v"),
                    Map.of("x", new Address("Rome", null)),
                    new Address("Oslo", "Main"));
            transact(store, transaction -> transaction.put(Person.TABLE, full));
            Person read = store.begin().get(Person.TABLE, Key.of("1", "ann"));
            assertThat(read).usingRecursiveComparison().isEqualTo(full);
            assertThat(store.begin().get(Person.TABLE, Key.of("1", "bob"))).isNull();
        }
    }

    @Test
    default void everyTypeOfComponentOutlivesTheStore() {
        Person full = new Person(
                "1",
                "ann",
                Long.MAX_VALUE,
                -1,
                true,
                Kind.MACHINE,
                Instant.ofEpochSecond(1, 999_999_999),
                new byte[] {0, -1},
                List.of("a", "b"),
                Map.of("k", "v"),
                Map.of("x", new Address("Rome", null)),
                new Address("Oslo", "Main"));
        try (Store store = open()) {
            transact(store, transaction -> transaction.put(Person.TABLE, full));
        }
        try (Store store = open()) {
            assertThat(store.begin().get(Person.TABLE, Key.of("1", "ann")))
                    .usingRecursiveComparison()
                    .isEqualTo(full);
            Page<Person> machines = store.begin().scan(Person.TABLE, Person.BY_KIND, Key.of("MACHINE"), null, 10);
            assertThat(names(machines)).containsExactly("ann");
        }
    }

    @Test
    default void aWriteOverWhatWasReadIsAConflict() throws ConflictException {
        try (Store store = open()) {
            transact(store, transaction -> transaction.put(Person.TABLE, Person.of("1", "ann")));
            Transaction one = store.begin();
            Transaction other = store.begin();
            for (Transaction each : List.of(one, other)) {
                Person ann = person(each, "ann");
                each.put(Person.TABLE, ann.withVisits(ann.visits() + 1));
            }
            store.commit(one, List.of());
            assertThat(other.isCurrent()).isFalse();
            assertThatThrownBy(() -> store.commit(other, List.of(entry("1", "lost"))))
                    .isInstanceOf(ConflictException.class);
            assertThat(person(store.begin(), "ann").visits()).isEqualTo(1);
            assertThat(store.log().nextSequence()).isZero();
        }
    }

    @Test
    default void anAbsenceThatWasReadIsChecked() throws ConflictException {
        try (Store store = open()) {
            Transaction one = store.begin();
            assertThat(one.get(Person.TABLE, Key.of("1", "ann"))).isNull();
            one.put(Person.TABLE, Person.of("1", "bob"));
            transact(store, transaction -> transaction.put(Person.TABLE, Person.of("1", "ann")));
            assertThatThrownBy(() -> store.commit(one, List.of())).isInstanceOf(ConflictException.class);
        }
    }

    @Test
    default void writeSkewIsAConflict() throws ConflictException {
        try (Store store = open()) {
            transact(store, transaction -> {
                transaction.put(Person.TABLE, Person.of("1", "ann").withVisits(1));
                transaction.put(Person.TABLE, Person.of("1", "bob").withVisits(1));
            });
            Transaction one = store.begin();
            Transaction other = store.begin();
            one.get(Person.TABLE, Key.of("1", "ann"));
            one.put(Person.TABLE, Person.of("1", "bob"));
            other.get(Person.TABLE, Key.of("1", "bob"));
            other.put(Person.TABLE, Person.of("1", "ann"));
            store.commit(one, List.of());
            assertThatThrownBy(() -> store.commit(other, List.of())).isInstanceOf(ConflictException.class);
        }
    }

    @Test
    default void aPhantomIsAConflict() {
        try (Store store = open()) {
            transact(store, transaction -> transaction.put(Person.TABLE, Person.of("1", "ann", "admins")));
            Transaction byKey = store.begin();
            Transaction byIndex = store.begin();
            Transaction elsewhere = store.begin();
            byKey.scan(Person.TABLE, Key.of("1"), null, 10);
            byIndex.scan(Person.TABLE, Person.BY_GROUP, Key.of("1", "admins"), null, 10);
            elsewhere.scan(Person.TABLE, Key.of("2"), null, 10);
            transact(store, transaction -> transaction.put(Person.TABLE, Person.of("1", "bob", "admins")));
            assertThat(elsewhere.isCurrent()).isTrue();
            for (Transaction each : List.of(byKey, byIndex)) {
                each.put(Person.TABLE, Person.of("3", "eve"));
                assertThat(each.isCurrent()).isFalse();
                assertThatThrownBy(() -> store.commit(each, List.of())).isInstanceOf(ConflictException.class);
            }
        }
    }

    @Test
    default void aChangeBehindAPageIsNoConflictForIt() throws ConflictException {
        try (Store store = open()) {
            transact(store, transaction -> {
                for (int i = 0; i < 9; i++) {
                    transaction.put(Person.TABLE, Person.of("1", "p" + i));
                }
            });
            Transaction first = store.begin();
            assertThat(names(first.scan(Person.TABLE, Key.of("1"), null, 3))).containsExactly("p0", "p1", "p2");
            first.put(Person.TABLE, Person.of("2", "eve"));
            transact(
                    store,
                    transaction ->
                            transaction.put(Person.TABLE, Person.of("1", "p8").withVisits(1)));
            store.commit(first, List.of());
        }
    }

    @Test
    default void whatWasWrittenSinceASavepointIsTakenBackAndNothingElse() throws ConflictException {
        try (Store store = open()) {
            transact(store, transaction -> {
                transaction.put(Person.TABLE, Person.of("1", "ann", "g"));
                transaction.put(Person.TABLE, Person.of("1", "bob", "g"));
            });
            Transaction transaction = store.begin();
            Transaction.Savepoint beginning = transaction.savepoint();
            transaction.put(Person.TABLE, Person.of("1", "ann", "g").withVisits(1));
            transaction.put(Person.TABLE, Person.of("1", "cid", "g"));
            Transaction.Savepoint middle = transaction.savepoint();
            assertThat(middle.hasWritesSince()).isFalse();
            transaction.put(Person.TABLE, Person.of("1", "ann", "g").withVisits(2));
            transaction.delete(Person.TABLE, Key.of("1", "bob"));
            transaction.delete(Person.TABLE, Key.of("1", "cid"));
            transaction.put(Person.TABLE, Person.of("1", "eve", "g"));
            assertThat(middle.hasWritesSince()).isTrue();
            middle.rollBack();
            assertThat(middle.hasWritesSince()).isFalse();
            assertThat(beginning.hasWritesSince()).isTrue();
            assertThat(names(transaction.scan(Person.TABLE, Person.BY_GROUP, Key.of("1", "g"), null, 9)))
                    .containsExactly("ann", "bob", "cid");
            store.commit(transaction, List.of());
            assertThat(names(store.begin().scan(Person.TABLE, Key.of("1"), null, 9)))
                    .containsExactly("ann", "bob", "cid");
            assertThat(person(store.begin(), "ann").visits()).isEqualTo(1);
        }
    }

    @Test
    default void aTransactionWhoseWritesWereTakenBackHasReadWhatItRead() {
        try (Store store = open()) {
            Transaction transaction = store.begin();
            Transaction.Savepoint beginning = transaction.savepoint();
            assertThat(transaction.get(Person.TABLE, Key.of("1", "ann"))).isNull();
            transaction.put(Person.TABLE, Person.of("1", "ann"));
            beginning.rollBack();
            assertThat(transaction.isReadOnly()).isTrue();
            assertThat(transaction.get(Person.TABLE, Key.of("1", "ann"))).isNull();
            transact(store, other -> other.put(Person.TABLE, Person.of("1", "ann")));
            assertThat(transaction.isCurrent()).isFalse();
        }
    }

    @Test
    default void aTransactionSeesItsOwnWrites() throws ConflictException {
        try (Store store = open()) {
            transact(store, transaction -> {
                for (String name : List.of("ann", "cid", "eve", "fay")) {
                    transaction.put(Person.TABLE, Person.of("1", name, "g"));
                }
            });
            Transaction own = store.begin();
            own.put(Person.TABLE, Person.of("1", "bob", "g"));
            own.put(Person.TABLE, Person.of("1", "cid", "other"));
            own.delete(Person.TABLE, Key.of("1", "ann"));
            assertThat(own.isReadOnly()).isFalse();
            assertThat(own.get(Person.TABLE, Key.of("1", "ann"))).isNull();
            assertThat(own.get(Person.TABLE, Key.of("1", "bob"))).isNotNull();
            assertThat(names(own.scan(Person.TABLE, Key.of("1"), null, 10)))
                    .containsExactly("bob", "cid", "eve", "fay");
            Page<Person> first = own.scan(Person.TABLE, Person.BY_GROUP, Key.of("1", "g"), null, 2);
            assertThat(names(first)).containsExactly("bob", "eve");
            assertThat(names(own.scan(Person.TABLE, Person.BY_GROUP, Key.of("1", "g"), first.next(), 2)))
                    .containsExactly("fay");
            assertThat(names(store.begin().scan(Person.TABLE, Key.ALL, null, 10)))
                    .containsExactly("ann", "cid", "eve", "fay");
            store.commit(own, List.of());
            assertThat(names(store.begin().scan(Person.TABLE, Key.ALL, null, 10)))
                    .containsExactly("bob", "cid", "eve", "fay");
        }
    }

    @Test
    default void indexesFollowTheirRecords() {
        try (Store store = open()) {
            Key group = Key.of("1", "g");
            transact(store, transaction -> transaction.put(Person.TABLE, Person.of("1", "ann", "g", "h")));
            assertThat(names(store.begin().scan(Person.TABLE, Person.BY_GROUP, group, null, 9)))
                    .containsExactly("ann");
            transact(store, transaction -> transaction.put(Person.TABLE, Person.of("1", "ann", "h")));
            assertThat(names(store.begin().scan(Person.TABLE, Person.BY_GROUP, group, null, 9)))
                    .isEmpty();
            assertThat(names(store.begin().scan(Person.TABLE, Person.BY_GROUP, Key.of("1"), null, 9)))
                    .containsExactly("ann");
            transact(store, transaction -> transaction.delete(Person.TABLE, Key.of("1", "ann")));
            assertThat(names(store.begin().scan(Person.TABLE, Person.BY_GROUP, Key.ALL, null, 9)))
                    .isEmpty();
        }
    }

    @Test
    default void pagesFollowEachOther() {
        try (Store store = open()) {
            int count = 700;
            transact(store, transaction -> {
                for (int i = 0; i < count; i++) {
                    transaction.put(Person.TABLE, Person.of("1", String.format("%04d", i), "g"));
                    transaction.put(Person.TABLE, Person.of("10", String.format("%04d", i), "g"));
                }
            });
            for (int limit : List.of(1000, 100, 33)) {
                List<String> byKey = new ArrayList<>();
                List<String> byIndex = new ArrayList<>();
                Transaction reader = store.begin();
                Key after = null;
                do {
                    Page<Person> page = reader.scan(Person.TABLE, Key.of("1"), after, limit);
                    byKey.addAll(names(page));
                    after = page.next();
                } while (after != null);
                do {
                    Page<Person> page = reader.scan(Person.TABLE, Person.BY_GROUP, Key.of("1"), after, limit);
                    byIndex.addAll(names(page));
                    after = page.next();
                } while (after != null);
                assertThat(byKey).hasSize(count).isSorted().isEqualTo(byIndex);
                assertThat(reader.isCurrent()).isTrue();
            }
        }
    }

    @Test
    default void concurrentIncrementsEndExact() throws Exception {
        int threads = 8;
        int each = 100;
        long total = 800;
        try (Store store = open();
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            transact(store, transaction -> transaction.put(Person.TABLE, Person.of("1", "ann")));
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                done.add(pool.submit(() -> {
                    for (int j = 0; j < each; j++) {
                        transact(store, transaction -> {
                            Person ann = person(transaction, "ann");
                            transaction.put(Person.TABLE, ann.withVisits(ann.visits() + 1));
                        });
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
            assertThat(person(store.begin(), "ann").visits()).isEqualTo(total);
            assertThat(store.statistics().transactions()).isEqualTo(total + 1);
        }
    }

    @Test
    default void entriesAreNumberedInCommitOrderWithoutGaps() throws ConflictException {
        try (Store store = open()) {
            store.append(List.of(entry("1", "a"), entry("1", "b")));
            Transaction transaction = store.begin();
            transaction.put(Person.TABLE, Person.of("1", "ann"));
            store.commit(transaction, List.of(entry("1", "c")));
            store.append(List.of(entry("1", "d")));
            assertThat(store.log().nextSequence()).isEqualTo(4);
            List<String> read = new ArrayList<>();
            long next = store.log().read(1, 2, (sequence, entry) -> read.add(sequence + text(entry)));
            assertThat(read).containsExactly("1b", "2c");
            assertThat(next).isEqualTo(3);
            assertThat(store.statistics().entries()).isEqualTo(4);
        }
    }

    @Test
    default void entriesAreFoundNewestFirstPageByPage() {
        try (Store store = open()) {
            Attribute name = new Attribute("EventName", "CreateUser");
            for (int i = 0; i < 5; i++) {
                store.append(List.of(entry("1", "a" + i, name), entry("2", "b" + i, name), entry("1", "c" + i)));
            }
            Found first = store.log().find(new Query("1", "us-east-1", name, null, null, null, 3));
            assertThat(first.entries()).extracting(StoreContract::text).containsExactly("a4", "a3", "a2");
            Found second = store.log().find(new Query("1", "us-east-1", name, null, null, first.next(), 3));
            assertThat(second.entries()).extracting(StoreContract::text).containsExactly("a1", "a0");
            assertThat(second.next()).isNull();
        }
    }

    @Test
    default void whatWasCommittedOutlivesTheStore() {
        String epoch;
        try (Store store = open()) {
            epoch = store.epoch();
            transact(store, transaction -> transaction.put(Person.TABLE, Person.of("1", "ann", "g")));
            store.append(List.of(entry("1", "kept")));
        }
        try (Store store = open()) {
            assertThat(store.epoch()).isEqualTo(epoch);
            assertThat(store.log().nextSequence()).isEqualTo(1);
            assertThat(person(store.begin(), "ann").groups()).containsExactly("g");
            transact(store, transaction -> transaction.delete(Person.TABLE, Key.of("1", "ann")));
        }
        try (Store store = open()) {
            assertThat(names(store.begin().scan(Person.TABLE, Key.ALL, null, 10)))
                    .isEmpty();
            assertThat(names(store.begin().scan(Person.TABLE, Person.BY_GROUP, Key.ALL, null, 10)))
                    .isEmpty();
        }
    }

    @Test
    default void aClosedStoreRefuses() {
        Store store = open();
        store.close();
        assertThatThrownBy(() -> store.append(List.of(entry("1", "late"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        store.close();
    }
}
