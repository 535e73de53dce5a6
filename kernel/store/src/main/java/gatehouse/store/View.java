package gatehouse.store;

import org.jspecify.annotations.Nullable;

/// Reads. What is read is remembered by the transaction that the view belongs to.
public interface View {
    /// The record with that key, or null.
    <R extends Record> @Nullable R get(Table<R> table, Key key);

    /// At most `limit` records whose keys start with `prefix`, in key order, from the first one after `after`
    /// (a cursor of an earlier page; null for the first).
    <R extends Record> Page<R> scan(Table<R> table, Key prefix, @Nullable Key after, int limit);

    /// Likewise by an index: the index keys that start with `prefix`, in their order.
    <R extends Record> Page<R> scan(Table<R> table, Table.Index<R> index, Key prefix, @Nullable Key after, int limit);
}
