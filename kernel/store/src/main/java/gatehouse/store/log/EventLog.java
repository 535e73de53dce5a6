package gatehouse.store.log;

import gatehouse.store.log.LogEntry.Attribute;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Finds what was recorded.
public interface EventLog {
    /// The newest matching entries first, at most `limit` of them.
    Found find(Query query);

    /// The number that the next entry will have. Entries are numbered from 0, in commit order, without gaps.
    long nextSequence();

    /// Offers entries from `sequence` on, in order, at most `limit`; returns the sequence after the last one. For
    /// consumers that hold a cursor.
    long read(long sequence, int limit, BiConsumer<Long, LogEntry> consumer);

    /// Removes what is older than `oldest`, in whole segments; what is younger stays.
    void retain(Instant oldest);

    /// What to find: `from` and `to` are inclusive; `before` continues an earlier answer.
    record Query(
            String account,
            String region,
            @Nullable Attribute attribute,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long before,
            int limit) {}

    /// Entries found, newest first, and the `before` of the next page: null where there is no more.
    record Found(List<LogEntry> entries, @Nullable Long next) {
        public Found {
            entries = List.copyOf(entries);
        }
    }
}
