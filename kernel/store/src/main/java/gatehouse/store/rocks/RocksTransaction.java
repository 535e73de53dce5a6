package gatehouse.store.rocks;

import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import gatehouse.store.Transaction;
import gatehouse.store.rocks.Listing.Listed;
import gatehouse.store.rocks.Rows.Range;
import gatehouse.store.rocks.Rows.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Remembers what was read and what is to be written.
final class RocksTransaction implements Transaction {
    /// What a call reads whose caller has a few policies.
    private static final int READS_USUAL = 16;

    private static final int SCANS_USUAL = 2;
    private static final int WRITES_USUAL = 4;

    private final Rows rows;
    /// The rows' changes when this began: if there are none since, everything that was read still holds.
    private final long began;

    final Caches caches;
    private RowKey[] readKeys = new RowKey[READS_USUAL];
    private Cell[] readCells = new Cell[READS_USUAL];
    private int reads;
    // Most calls only get: a list and a map come with the first scan and the first write.
    private List<ScanRead> scans = List.of();
    private Map<RowKey, Write> writes = Map.of();
    /// How often something was written.
    private int written;

    RocksTransaction(Rows rows) {
        this.rows = rows;
        this.began = rows.changes();
        this.caches = rows.caches();
    }

    /// A row to be stored, with its keys in each index, or removed.
    static final class Write {
        final @Nullable Record row;
        final List<List<Key>> indexKeys;
        byte @Nullable [] stored;

        Write(@Nullable Record row, List<List<Key>> indexKeys) {
            this.row = row;
            this.indexKeys = indexKeys;
        }
    }

    private record ScanRead(Range range, Listing listing, List<Listed> found) {}

    @Override
    public <R extends Record> @Nullable R get(Table<R> table, Key key) {
        RowKey rowKey = new RowKey(rows.tables(table).rows, key);
        if (!writes.isEmpty()) {
            Write own = writes.get(rowKey);
            if (own != null) {
                return table.type().cast(own.row);
            }
        }
        Cell cell = rows.cell(caches, rowKey, Where.POOL);
        if (reads == readKeys.length) {
            readKeys = Arrays.copyOf(readKeys, 2 * reads);
            readCells = Arrays.copyOf(readCells, 2 * reads);
        }
        readKeys[reads] = rowKey;
        readCells[reads++] = cell;
        return table.type().cast(cell.row);
    }

    @Override
    public <R extends Record> Page<R> scan(Table<R> table, Key prefix, @Nullable Key after, int limit) {
        return page(table, new RowKey(rows.tables(table).rows, prefix), after, limit);
    }

    @Override
    public <R extends Record> Page<R> scan(Table<R> table, Index<R> index, Key prefix, @Nullable Key after, int limit) {
        return page(table, new RowKey(rows.tables(table).index(index.name()), prefix), after, limit);
    }

    private <R extends Record> Page<R> page(Table<R> table, RowKey prefix, @Nullable Key after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1");
        }
        byte[] cursor = Rows.cursor(after);
        int wanted = limit == Integer.MAX_VALUE ? limit : limit + 1;
        int count = wanted;
        while (true) {
            Range range = new Range(prefix, cursor, count);
            Listing listing = rows.listing(caches, prefix, Where.POOL);
            List<Listed> found = find(range, listing, Where.POOL);
            List<Listed> merged = writes.isEmpty() ? found : OwnWrites.merge(range, found, writes);
            // Own removals may have taken so many that the page is not full: look further.
            if (merged.size() >= wanted || found.size() < count) {
                if (scans.isEmpty()) {
                    scans = new ArrayList<>(SCANS_USUAL);
                }
                scans.add(new ScanRead(range, listing, found));
                return page(table, merged, limit);
            }
            count = count > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * count;
        }
    }

    private List<Listed> find(Range range, Listing listing, Where where) {
        return listing.rows == null
                ? rows.range(range, where)
                : Listing.after(listing.rows, range.after(), range.count());
    }

    private static <R extends Record> Page<R> page(Table<R> table, List<Listed> found, int limit) {
        int size = Math.min(limit, found.size());
        List<R> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(table.type().cast(found.get(i).cell.row));
        }
        return new Page<>(items, found.size() > limit ? Key.ofEncoded(found.get(limit - 1).cursor) : null);
    }

    @Override
    public <R extends Record> void put(Table<R> table, R row) {
        TableSpaces spaces = rows.tables(table);
        RowKey key = new RowKey(spaces.rows, table.key().apply(row));
        write(key, new Write(row, spaces.indexKeys(row)));
    }

    @Override
    public <R extends Record> void delete(Table<R> table, Key key) {
        write(new RowKey(rows.tables(table).rows, key), new Write(null, List.of()));
    }

    private void write(RowKey key, Write write) {
        if (writes.isEmpty()) {
            writes = new LinkedHashMap<>(WRITES_USUAL);
        }
        writes.put(key, write);
        written++;
    }

    @Override
    public Savepoint savepoint() {
        return new Moment(written, writes.isEmpty() ? Map.of() : new LinkedHashMap<>(writes));
    }

    /// The writes as they were at a savepoint.
    private final class Moment implements Savepoint {
        private final int writtenThen;
        private final Map<RowKey, Write> writesThen;

        Moment(int writtenThen, Map<RowKey, Write> writesThen) {
            this.writtenThen = writtenThen;
            this.writesThen = writesThen;
        }

        @Override
        public boolean hasWritesSince() {
            return written != writtenThen;
        }

        @Override
        public void rollBack() {
            written = writtenThen;
            writes = writesThen.isEmpty() ? Map.of() : new LinkedHashMap<>(writesThen);
        }
    }

    @Override
    public boolean isReadOnly() {
        return writes.isEmpty();
    }

    @Override
    public boolean isCurrent() {
        boolean isQuiet = (began & 1) == 0 && rows.changes() == began;
        return isQuiet
                || rows.unchangedWhile(() -> {
                    if (caches != rows.caches()) {
                        return false;
                    }
                    for (int i = 0; i < reads; i++) {
                        if (rows.cell(caches, readKeys[i], Where.POOL).version != readCells[i].version) {
                            return false;
                        }
                    }
                    for (ScanRead scan : scans) {
                        if (!isCurrent(scan, Where.POOL)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private boolean isCurrent(ScanRead scan, Where where) {
        Listing now = rows.listing(caches, scan.range.prefix(), where);
        return now == scan.listing || Listing.same(scan.found, find(scan.range, now, where));
    }

    /// Encodes what will be written, on the caller's thread.
    void prepare() {
        for (Write write : writes.values()) {
            if (write.row != null) {
                write.stored = RecordCodec.encode(write.row);
            }
        }
    }

    /// Whether what was read still holds behind the batch; called by the committer.
    boolean isValid(Batch batch) {
        if (caches != rows.caches()) {
            return false;
        }
        for (int i = 0; i < reads; i++) {
            if (batch.cell(readKeys[i]).version != readCells[i].version) {
                return false;
            }
        }
        for (ScanRead scan : scans) {
            if (batch.hasTouched(scan.range.prefix()) || !isCurrent(scan, Where.HERE)) {
                return false;
            }
        }
        return true;
    }

    Map<RowKey, Write> writes() {
        return writes;
    }
}
