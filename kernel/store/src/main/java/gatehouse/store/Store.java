package gatehouse.store;

import gatehouse.store.log.EventLog;
import gatehouse.store.log.LogEntry;
import java.util.List;

/// A store of tables and one event log. Safe for any number of threads.
public interface Store extends AutoCloseable {
    Transaction begin();

    /// Makes the transaction's writes and the entries durable, both or none, and then visible.
    ///
    /// @throws ConflictException where something it read has changed; nothing is written then
    void commit(Transaction transaction, List<LogEntry> entries) throws ConflictException;

    /// Makes entries durable without a transaction, and without waiting for any writer's turn.
    void append(List<LogEntry> entries);

    /// Takes off the disk what tables of secrets no longer hold: when it returns, no record that was
    /// deleted or replaced in one of them before it was called is in any file of the store. Any number of
    /// threads may call it while others commit; where nothing was deleted it costs next to nothing. What it
    /// has not ended is ended by the next call, also after a crash.
    void erase();

    EventLog log();

    /// A word that is the same as long as the data are: it is made with the data folder, and changed by [#reset].
    String epoch();

    /// Removes all records and log entries, at once; only where the store was opened as temporary.
    void reset();

    /// What the store measures of itself.
    Statistics statistics();

    @Override
    void close();

    /// Since the start: durable batches, entries and transactions in them, and bytes free on the file system.
    record Statistics(long batches, long entries, long transactions, long diskFreeBytes) {}
}
