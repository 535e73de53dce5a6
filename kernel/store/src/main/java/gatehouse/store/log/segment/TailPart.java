package gatehouse.store.log.segment;

import gatehouse.store.StoreException;
import gatehouse.store.log.LogEntry;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Entries that are not sealed yet, with the hashes that they are found by in memory: a search passes over all of
/// them, a million comparisons in a millisecond, and adding one costs a copy.
final class TailPart extends LogPart {
    private final RawEntries raw;
    private final CountDownLatch ready;
    /// The entries that readers may see; written last.
    private volatile int count;

    private volatile boolean abandoned;

    private Columns columns = new Columns(new long[1024], new int[257], new long[256]);

    /// The hashes of all entries, where each entry's begin (and the last one's end), and their times.
    private record Columns(long[] hashes, int[] starts, long[] millis) {}

    private TailPart(RawEntries raw, CountDownLatch ready) {
        this.raw = raw;
        this.ready = ready;
    }

    /// A range that entries will be added to.
    static TailPart empty(RawEntries raw) {
        return new TailPart(raw, new CountDownLatch(0));
    }

    /// A range as the last run left it; whoever searches it waits until it is loaded.
    static TailPart unloaded(RawEntries raw) {
        return new TailPart(raw, new CountDownLatch(1));
    }

    RawEntries raw() {
        return raw;
    }

    /// Rebuilds what is held in memory.
    void load() {
        if (ready.getCount() == 0) {
            return;
        }
        count = 0;
        raw.read(raw.first(), raw.first() + raw.count(), (sequence, stored) -> {
            add(PreparedEntry.of(EntryFormat.decode(stored, 0, stored.length)));
            return true;
        });
        ready.countDown();
    }

    /// Lets those who wait for the load go on, with a failure: it will not come.
    void abandon() {
        if (ready.getCount() > 0) {
            abandoned = true;
            ready.countDown();
        }
    }

    /// Adds the next entry; only the committer (or the loader) calls it.
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void add(PreparedEntry entry) {
        int at = count;
        int used = columns.starts[at];
        int needed = used + entry.hashes().length;
        if (needed > columns.hashes.length || at + 2 > columns.starts.length) {
            columns = new Columns(
                    grown(columns.hashes, needed),
                    at + 2 > columns.starts.length ? Arrays.copyOf(columns.starts, 2 * at + 1) : columns.starts,
                    grown(columns.millis, at + 1));
        }
        System.arraycopy(entry.hashes(), 0, columns.hashes, used, entry.hashes().length);
        columns.starts[at + 1] = needed;
        columns.millis[at] = entry.millis();
        count = at + 1;
    }

    private static long[] grown(long[] column, int needed) {
        return needed > column.length ? Arrays.copyOf(column, Math.max(needed, 2 * column.length)) : column;
    }

    @Override
    long first() {
        return raw.first();
    }

    @Override
    long end() {
        return first() + size();
    }

    int size() {
        return ready.getCount() == 0 ? count : Math.toIntExact(raw.count());
    }

    long millis(int ordinal) {
        return columns.millis[ordinal];
    }

    /// Calls with each hash of the entry.
    void hashes(int ordinal, HashSink sink) {
        for (int i = columns.starts[ordinal]; i < columns.starts[ordinal + 1]; i++) {
            sink.take(columns.hashes[i]);
        }
    }

    @FunctionalInterface
    interface HashSink {
        void take(long hash);
    }

    @Override
    void search(Search search, long end) {
        awaitReady();
        int size = count;
        Columns now = columns;
        for (int i = (int) Math.min(size, end - first()) - 1; i >= 0 && !search.isDone(); i--) {
            if (now.millis[i] >= search.fromMillis && now.millis[i] <= search.toMillis && has(now, i, search.hash)) {
                byte[] stored = raw.get(first() + i);
                search.offer(first() + i, stored, 0, stored.length);
            }
        }
    }

    private static boolean has(Columns columns, int ordinal, long hash) {
        int end = columns.starts[ordinal + 1];
        for (int i = columns.starts[ordinal]; i < end; i++) {
            if (columns.hashes[i] == hash) {
                return true;
            }
        }
        return false;
    }

    private void awaitReady() {
        boolean interrupted = false;
        while (true) {
            try {
                ready.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (abandoned) {
            throw new StoreException("the event log cannot be searched: its newest entries were not loaded");
        }
    }

    @Override
    void read(long sequence, int limit, List<LogEntry> into) {
        raw.read(
                sequence,
                Math.min(end(), sequence + limit),
                (at, stored) -> into.add(EntryFormat.decode(stored, 0, stored.length)));
    }

    @Override
    void free() {
        raw.close();
    }
}
