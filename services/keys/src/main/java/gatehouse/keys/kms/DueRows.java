package gatehouse.keys.kms;

import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Store;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The rows of an index of moments, the next to come first.
final class DueRows {
    private static final int ROWS_PER_READ = 100;

    private DueRows() {}

    /// Offers the rows until one is not due; returns how many of them were done. A row may have changed since it was
    /// read: who does something with it looks again.
    static <R extends Record> int each(
            Store store, Table<R> table, Index<R> index, Predicate<R> isDue, Predicate<R> isDone) {
        int done = 0;
        @Nullable Key after = null;
        do {
            Page<R> page = store.begin().scan(table, index, Key.ALL, after, ROWS_PER_READ);
            for (R row : page.items()) {
                if (!isDue.test(row)) {
                    return done;
                }
                done += isDone.test(row) ? 1 : 0;
            }
            after = page.next();
        } while (after != null);
        return done;
    }
}
