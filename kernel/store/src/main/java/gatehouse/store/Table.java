package gatehouse.store;

import java.util.List;
import java.util.function.Function;

/// A table of immutable records of one type.
///
/// `name` is unique in the store and never changes (`iam.users`); `key` tells a record's own key. Records are
/// stored by their components' names, so a component may be added (it is null, zero or empty in older rows) and
/// removed, but not renamed or given another type without a migration.
public record Table<R extends Record>(
        String name, Class<R> type, Function<R, Key> key, Contents contents, List<Index<R>> indexes) {
    public Table {
        indexes = List.copyOf(indexes);
    }

    /// What the records hold: [Store#erase] takes deleted secrets off the disk.
    public enum Contents {
        RECORDS,
        SECRETS
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <R extends Record> Table<R> of(
            String name, Class<R> type, Function<R, Key> key, Index<R>... indexes) {
        return new Table<>(name, type, key, Contents.RECORDS, List.of(indexes));
    }

    /// A table of secrets. Keys and index keys are none, and hold none. A table that has records stays what
    /// it is.
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <R extends Record> Table<R> ofSecrets(
            String name, Class<R> type, Function<R, Key> key, Index<R>... indexes) {
        return new Table<>(name, type, key, Contents.SECRETS, List.of(indexes));
    }

    /// A way to find records by something else than their key: `name` is unique in the table, `keys` are the index
    /// keys of one record (several, or none). Records with equal index keys are ordered by their own keys.
    ///
    /// An index may be added to a table that has records, and removed. One that gives other keys gets another name.
    public record Index<R extends Record>(String name, Function<R, List<Key>> keys) {}
}
