package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import gatehouse.store.log.segment.LogStorage;
import gatehouse.store.log.segment.RawEntries;
import gatehouse.store.log.segment.SegmentInfo;
import gatehouse.store.log.segment.SegmentLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// The log's unsealed entries and its manifest in the database: a column family per range, a fact per segment.
final class Ranges implements LogStorage {
    private static final byte[] SEGMENT = "segment/".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SEGMENT_END = "segment0".getBytes(StandardCharsets.UTF_8);

    private final Database database;
    private final Consumer<Runnable> committer;

    Ranges(Database database, Consumer<Runnable> committer) {
        this.database = database;
        this.committer = committer;
    }

    /// A range of entries.
    final class Range implements RawEntries {
        final ColumnFamilyHandle family;
        private final long first;
        private final long count;

        private Range(ColumnFamilyHandle family, long first, long count) {
            this.family = family;
            this.first = first;
            this.count = count;
        }

        @Override
        public long first() {
            return first;
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public byte[] get(long sequence) {
            byte[] stored = database.get(family, Database.sequenceKey(sequence));
            if (stored == null) {
                throw missing("entry " + sequence);
            }
            return stored;
        }

        @Override
        public void read(long from, long to, Sink sink) {
            long[] next = {from};
            database.scanOnce(family, Database.sequenceKey(from), Database.sequenceKey(to), (key, stored) -> {
                long sequence = ByteBuffer.wrap(key).getLong();
                if (sequence != next[0]++) {
                    throw missing("entry before " + sequence);
                }
                return sink.take(sequence, stored);
            });
        }

        @Override
        public Pass pass(long from, long to) {
            return new RangePass(from, database.pass(family, Database.sequenceKey(to)));
        }

        @Override
        public void close() {
            family.close();
        }
    }

    /// A pass over a range; the key that it stands at is read into one buffer.
    private final class RangePass implements RawEntries.Pass {
        private final Scan scan;
        private final ByteBuffer key = ByteBuffer.allocate(Long.BYTES);
        private final long from;
        private long next;

        RangePass(long from, Scan scan) {
            this.from = from;
            this.next = from;
            this.scan = scan;
        }

        @Override
        public void next() {
            try {
                if (next == from) {
                    scan.seek(Database.sequenceKey(from));
                } else {
                    scan.next();
                }
                if (!scan.isValid() || scan.key(key.array()) != Long.BYTES || key.getLong(0) != next) {
                    throw missing("entry " + next);
                }
            } catch (RocksDBException e) {
                throw database.failed("read", e);
            }
            next++;
        }

        @Override
        public int copy(byte[] into, int offset) {
            return scan.value(into, offset);
        }

        @Override
        public void close() {
            scan.close();
        }
    }

    private static StoreException missing(String what) {
        return new StoreException("the " + what + " of the event log is missing: restore a backup");
    }

    /// What the last run left.
    SegmentLog.Left left() {
        List<SegmentInfo> segments = new ArrayList<>();
        database.scan(database.facts(), SEGMENT, SEGMENT_END, (key, row) -> {
            segments.add(SegmentInfo.decode(ByteBuffer.wrap(key).getLong(SEGMENT.length), row));
            return true;
        });
        List<RawEntries> ranges = new ArrayList<>();
        database.foundEvents().forEach((first, family) -> ranges.add(new Range(family, first, count(family, first))));
        return new SegmentLog.Left(segments, ranges);
    }

    private long count(ColumnFamilyHandle family, long first) {
        byte[] last = database.lastKey(family);
        return last == null ? 0 : ByteBuffer.wrap(last).getLong() - first + 1;
    }

    private static byte[] key(SegmentInfo info) {
        return ByteBuffer.allocate(SEGMENT.length + Long.BYTES)
                .put(SEGMENT)
                .putLong(info.first())
                .array();
    }

    @Override
    public RawEntries create(long first) {
        return new Range(database.createEvents(first), first, 0);
    }

    @Override
    public void alone(Runnable change) {
        committer.accept(change);
    }

    @Override
    public void record(List<SegmentInfo> added, List<SegmentInfo> removed) {
        try (WriteBatch batch = new WriteBatch()) {
            for (SegmentInfo info : added) {
                batch.put(database.facts(), key(info), info.encode());
            }
            for (SegmentInfo info : removed) {
                batch.delete(database.facts(), key(info));
            }
            database.write(batch);
        } catch (RocksDBException e) {
            throw new StoreException("the event log's manifest cannot be written: " + e.getMessage(), e);
        }
    }

    /// Adds the removal of the whole manifest to a batch.
    void clearManifest(WriteBatch batch) throws RocksDBException {
        batch.deleteRange(database.facts(), SEGMENT, SEGMENT_END);
    }

    @Override
    public void drop(RawEntries range) {
        database.drop(((Range) range).family);
    }
}
