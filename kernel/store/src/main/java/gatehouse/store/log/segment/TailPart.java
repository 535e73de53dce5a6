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

    private volatile Chunk[] chunks = {};

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
        if (at % Chunk.ENTRIES == 0) {
            chunks = extended(chunks, at / Chunk.ENTRIES);
        }
        chunk(at).set(at % Chunk.ENTRIES, entry);
        count = at + 1;
    }

    private static Chunk[] extended(Chunk[] chunks, int length) {
        Chunk[] extended = Arrays.copyOf(chunks, length + 1);
        extended[length] = new Chunk(length == 0 ? Chunk.HASHES_FIRST : chunks[length - 1].used);
        return extended;
    }

    private Chunk chunk(int ordinal) {
        return chunks[ordinal / Chunk.ENTRIES];
    }

    /// Successive entries: their times and hashes. What readers may see of it stays as it is; when the hashes need
    /// more room, they are shown in a longer array that holds the earlier ones too.
    private static final class Chunk {
        static final int ENTRIES = 1024;
        static final int HASHES_FIRST = 8 * ENTRIES;

        final long[] millis = new long[ENTRIES];
        /// Where each entry's hashes begin, and the last one's end.
        final int[] starts = new int[ENTRIES + 1];
        volatile long[] hashes;
        /// The hashes of all entries; for the writer, and for whoever knows that nothing is added any more.
        int used;

        Chunk(int hashesExpected) {
            hashes = new long[hashesExpected];
        }

        void set(int at, PreparedEntry entry) {
            long[] added = entry.hashes();
            long[] room = hashes;
            int begin = used;
            used += added.length;
            if (used > room.length) {
                room = Arrays.copyOf(room, Math.max(used, room.length + room.length / 4));
                hashes = room;
            }
            System.arraycopy(added, 0, room, begin, added.length);
            starts[at + 1] = used;
            millis[at] = entry.millis();
        }

        /// The last entry up to `from` that may be what is searched; -1 where there is none.
        int lastCandidate(int from, Search search) {
            long[] all = hashes;
            for (int at = from; at >= 0; at--) {
                if (millis[at] >= search.fromMillis && millis[at] <= search.toMillis) {
                    for (int i = starts[at]; i < starts[at + 1]; i++) {
                        if (all[i] == search.hash) {
                            return at;
                        }
                    }
                }
            }
            return -1;
        }
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
        return chunk(ordinal).millis[ordinal % Chunk.ENTRIES];
    }

    /// How many hashes the entries have together; for a part that nothing is added to any more.
    int hashCount() {
        return Arrays.stream(chunks).mapToInt(chunk -> chunk.used).sum();
    }

    /// Calls with each hash of the entry.
    void hashes(int ordinal, HashSink sink) {
        Chunk chunk = chunk(ordinal);
        long[] all = chunk.hashes;
        int at = ordinal % Chunk.ENTRIES;
        for (int i = chunk.starts[at]; i < chunk.starts[at + 1]; i++) {
            sink.take(all[i]);
        }
    }

    @FunctionalInterface
    interface HashSink {
        void take(long hash);
    }

    @Override
    void search(Search search, long end) {
        awaitReady();
        int at = (int) Math.min(count, end - first()) - 1;
        while (at >= 0 && !search.isDone()) {
            int begin = at - at % Chunk.ENTRIES;
            int candidate = chunk(at).lastCandidate(at - begin, search);
            if (candidate < 0) {
                at = begin - 1;
            } else {
                long sequence = first() + begin + candidate;
                byte[] stored = raw.get(sequence);
                search.offer(sequence, stored, 0, stored.length);
                at = begin + candidate - 1;
            }
        }
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
