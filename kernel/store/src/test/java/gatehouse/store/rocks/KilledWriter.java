package gatehouse.store.rocks;

import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Person;
import gatehouse.store.StoreContract;
import gatehouse.store.StoreSettings;
import gatehouse.store.Transaction;
import gatehouse.store.log.LogEntry.Attribute;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A process that writes until it is killed, and prints what was acknowledged: a line `writer count` per commit.
final class KilledWriter {
    static final int WRITERS = 16;
    static final int SEGMENT = 300;

    private KilledWriter() {}

    static void main(String[] arguments) {
        PrintStream out = System.out;
        RocksStore store =
                Stores.open(Path.of(arguments[0]), StoreSettings.lasting().withSegmentEntries(SEGMENT));
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "writer-" + writer;
                pool.execute(() -> {
                    while (true) {
                        long count = write(store, name);
                        synchronized (out) {
                            out.println(name + " " + count);
                            out.flush();
                        }
                    }
                });
            }
        }
    }

    private static long write(RocksStore store, String name) {
        Transaction transaction = store.begin();
        Person before = transaction.get(Person.TABLE, Key.of("1", name));
        Person after = (before == null ? Person.of("1", name, "writers") : before)
                .withVisits(before == null ? 1 : before.visits() + 1);
        transaction.put(Person.TABLE, after);
        try {
            store.commit(
                    transaction,
                    List.of(StoreContract.entry("1", name + " " + after.visits(), new Attribute("Writer", name))));
        } catch (ConflictException e) {
            throw new IllegalStateException("nobody else writes this row", e);
        }
        return after.visits();
    }
}
