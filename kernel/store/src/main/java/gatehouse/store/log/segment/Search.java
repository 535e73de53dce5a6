package gatehouse.store.log.segment;

import gatehouse.store.log.EventLog.Found;
import gatehouse.store.log.EventLog.Query;
import gatehouse.store.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One search on its way from the newest part to the oldest.
final class Search {
    final long fromMillis;
    final long toMillis;
    /// What candidates are found by: the attribute's hash, or that of account and region.
    final long hash;
    private final Query query;
    private final List<LogEntry> entries = new ArrayList<>();
    private long last;
    private boolean more;

    Search(Query query) {
        this.query = query;
        long scope = Hashes.scope(query.account(), query.region());
        this.hash = query.attribute() == null ? scope : Hashes.attribute(scope, query.attribute());
        this.fromMillis = query.from() == null ? Long.MIN_VALUE : query.from().toEpochMilli();
        this.toMillis = query.to() == null ? Long.MAX_VALUE : query.to().toEpochMilli();
    }

    boolean isDone() {
        return more;
    }

    /// Takes a candidate, the newest first: it counts if it really is what was asked for.
    void offer(long sequence, byte[] stored, int offset, int length) {
        LogEntry entry = EntryFormat.decode(stored, offset, length);
        if (!matches(entry)) {
            return;
        }
        if (entries.size() == query.limit()) {
            more = true;
            return;
        }
        entries.add(entry);
        last = sequence;
    }

    private boolean matches(LogEntry entry) {
        Instant time = entry.time();
        return (query.from() == null || !time.isBefore(query.from()))
                && (query.to() == null || !time.isAfter(query.to()))
                && entry.account().equals(query.account())
                && entry.region().equals(query.region())
                && (query.attribute() == null || entry.attributes().contains(query.attribute()));
    }

    Found found() {
        return new Found(entries, more ? last : null);
    }
}
