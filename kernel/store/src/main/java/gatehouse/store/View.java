package gatehouse.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads. What is read is remembered by the transaction that the view belongs to.
public interface View {
    /// How many rows [#all] reads at once.
    int ROWS_PER_READ = 500;

    /// The record with that key, or null.
    <R extends Record> @Nullable R get(Table<R> table, Key key);

    /// At most `limit` records whose keys start with `prefix`, in key order, from the first one after `after`
    /// (a cursor of an earlier page; null for the first).
    <R extends Record> Page<R> scan(Table<R> table, Key prefix, @Nullable Key after, int limit);

    /// Likewise by an index: the index keys that start with `prefix`, in their order.
    <R extends Record> Page<R> scan(Table<R> table, Table.Index<R> index, Key prefix, @Nullable Key after, int limit);

    /// All records whose index keys start with `prefix`, in their order: for what is few, or must be known whole.
    default <R extends Record> List<R> all(Table<R> table, Table.Index<R> index, Key prefix) {
        List<R> rows = new ArrayList<>();
        @Nullable Key after = null;
        do {
            Page<R> page = scan(table, index, prefix, after, ROWS_PER_READ);
            rows.addAll(page.items());
            after = page.next();
        } while (after != null);
        return rows;
    }

    /// Whether there is a record whose index key starts with `prefix`.
    default <R extends Record> boolean has(Table<R> table, Table.Index<R> index, Key prefix) {
        return !scan(table, index, prefix, null, 1).items().isEmpty();
    }
}
