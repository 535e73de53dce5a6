package gatehouse.store.log.segment;

import gatehouse.store.log.LogEntry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A range of the log's entries. Whoever reads it holds it; when it has left the log and nobody holds it any more,
/// what it occupies is released.
abstract sealed class LogPart permits TailPart, SealedPart {
    private final AtomicInteger holders = new AtomicInteger(1);

    abstract long first();

    /// The sequence after the last entry.
    abstract long end();

    /// Offers the search its candidates that come before `end`, the newest first.
    abstract void search(Search search, long end);

    /// Adds at most `limit` entries, from `sequence` on.
    abstract void read(long sequence, int limit, List<LogEntry> into);

    abstract void free();

    /// False where the part has left the log and is gone: look again at what the log holds.
    final boolean hold() {
        while (true) {
            int count = holders.get();
            if (count == 0) {
                return false;
            }
            if (holders.compareAndSet(count, count + 1)) {
                return true;
            }
        }
    }

    final void release() {
        if (holders.decrementAndGet() == 0) {
            free();
        }
    }
}
