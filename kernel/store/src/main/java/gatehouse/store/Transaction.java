package gatehouse.store;

/// Reads and buffered writes of one unit of work; used by one thread at a time. Reads see the own writes.
public interface Transaction extends View {
    /// Stores a record under its own key, new or in place of the old one.
    <R extends Record> void put(Table<R> table, R row);

    /// Removes the record with that key, if there is one.
    <R extends Record> void delete(Table<R> table, Key key);

    /// Whether nothing has been written.
    boolean isReadOnly();

    /// This moment, to come back to.
    Savepoint savepoint();

    /// Whether everything that was read so far is still so. A call that only reads checks this at its end: if it
    /// is true, all reads belong to one moment.
    boolean isCurrent();

    /// A moment in a transaction.
    interface Savepoint {
        /// Whether anything was written since.
        boolean hasWritesSince();

        /// Takes back what was written since; what was read counts as read. Savepoints that came later are
        /// void.
        void rollBack();
    }
}
