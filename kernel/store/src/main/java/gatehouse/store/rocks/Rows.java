package gatehouse.store.rocks;

import gatehouse.store.Key;
import gatehouse.store.Table;
import gatehouse.store.rocks.Listing.Listed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;

/// Reads of tables.
///
/// `RocksDB` shows a batch a moment before the caches do. Readers take only what was read while the two agreed
/// (`applied` is the engine's latest sequence number); else they read again. So the caches, and what is read past
/// them, always show the same batches.
final class Rows {
    /// About what it takes to show a batch: what a reader waits before it looks again.
    private static final long SHOWING_NANOS = 20_000;

    private final Database database;
    private final BlockingPool pool;
    private final Indexes indexes;
    private final Map<String, TableSpaces> tables = new ConcurrentHashMap<>();
    private final Function<RowKey, @Nullable Cell> cellInline = this::loadCell;
    private final Function<RowKey, @Nullable Cell> cellPooled = this::loadCellOnPool;
    private final Function<RowKey, @Nullable Listing> listingInline = this::loadListing;
    private final Function<RowKey, @Nullable Listing> listingPooled = this::loadListingOnPool;
    private volatile Caches caches;
    /// The engine's latest sequence number that the caches know of.
    private volatile long applied;
    /// Counts the changes of rows, twice each: odd while the caches are being changed.
    private volatile long changes;

    Rows(Database database, BlockingPool pool, Indexes indexes, Caches caches) {
        this.database = database;
        this.pool = pool;
        this.indexes = indexes;
        this.caches = caches;
        this.applied = database.latest();
    }

    /// Where a read may run: the committer's own thread, or the pool on behalf of anyone else.
    enum Where {
        HERE,
        POOL
    }

    Caches caches() {
        return caches;
    }

    long changes() {
        return changes;
    }

    /// For any thread but the committer's, which the first use of a table waits for.
    TableSpaces tables(Table<?> table) {
        TableSpaces known = tables.get(table.name());
        if (known == null) {
            known = tables.computeIfAbsent(table.name(), name -> {
                TableSpaces spaces = new TableSpaces(table);
                indexes.complete(spaces);
                return spaces;
            });
        }
        if (known.table.type() != table.type()) {
            throw new IllegalArgumentException("two tables are named " + table.name());
        }
        return known;
    }

    Cell cell(Caches from, RowKey key, Where where) {
        Cell cell = from.cells.getIfPresent(key);
        while (cell == null) {
            cell = from.cells.get(key, where == Where.HERE ? cellInline : cellPooled);
            if (cell == null) {
                LockSupport.parkNanos(this, SHOWING_NANOS);
            }
        }
        return cell;
    }

    Listing listing(Caches from, RowKey prefix, Where where) {
        Listing listing = from.listings.getIfPresent(prefix);
        while (listing == null) {
            listing = from.listings.get(prefix, where == Where.HERE ? listingInline : listingPooled);
            if (listing == null) {
                LockSupport.parkNanos(this, SHOWING_NANOS);
            }
        }
        return listing;
    }

    /// At most `count` rows under the prefix after the cursor, read past the caches.
    List<Listed> range(Range range, Where where) {
        while (true) {
            List<Listed> rows =
                    where == Where.HERE ? settled(() -> read(range)) : pool.call(() -> settled(() -> read(range)));
            if (rows != null) {
                return rows;
            }
            LockSupport.parkNanos(this, SHOWING_NANOS);
        }
    }

    /// What to list: at most `count` rows under `prefix`, from the first after the cursor on.
    record Range(RowKey prefix, byte @Nullable [] after, int count) {}

    /// Whether `check` holds while nothing changes.
    boolean unchangedWhile(Supplier<Boolean> check) {
        while (true) {
            long before = changes;
            if ((before & 1) == 0) {
                boolean result = check.get();
                if (changes == before) {
                    return result;
                }
            }
            LockSupport.parkNanos(this, SHOWING_NANOS);
        }
    }

    /// Shows what the committer has made durable.
    void apply(Map<RowKey, Cell> cells, Set<RowKey> touched, Runnable also) {
        if (cells.isEmpty()) {
            also.run();
            applyNothing();
            return;
        }
        startChange();
        caches.apply(cells, touched);
        also.run();
        endChange();
    }

    /// Shows that everything is gone.
    void applyReset(Caches fresh, Runnable also) {
        startChange();
        caches = fresh;
        also.run();
        endChange();
    }

    /// Takes note of a batch that holds no rows.
    void applyNothing() {
        applied = database.latest();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the committer's thread writes it
    private void startChange() {
        changes++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the committer's thread writes it
    private void endChange() {
        applied = database.latest();
        changes++;
    }

    /// What `read` gives, or null where the caches do not know yet what it may have seen.
    private <T> @Nullable T settled(Supplier<T> read) {
        T result = read.get();
        return database.latest() == applied ? result : null;
    }

    private @Nullable Cell loadCellOnPool(RowKey key) {
        return pool.call(() -> loadCell(key));
    }

    private @Nullable Cell loadCell(RowKey key) {
        return settled(() -> {
            byte[] stored = database.get(database.family(key.space.tables), key.full());
            return stored == null ? Cell.ABSENT : RecordCodec.decode(key, stored);
        });
    }

    private @Nullable Listing loadListingOnPool(RowKey prefix) {
        return pool.call(() -> loadListing(prefix));
    }

    private @Nullable Listing loadListing(RowKey prefix) {
        return settled(() -> {
            List<Listed> rows = read(new Range(prefix, null, Listing.ROWS_MAX + 1));
            return new Listing(rows.size() > Listing.ROWS_MAX ? null : List.copyOf(rows));
        });
    }

    private List<Listed> read(Range range) {
        Space space = range.prefix.space;
        ColumnFamilyHandle family = database.family(space.tables);
        byte[] from = range.prefix.full();
        byte[] end = Space.end(from);
        if (range.after != null) {
            byte[] after = space.full(range.after);
            byte[] next = Arrays.copyOf(after, after.length + 1);
            from = Arrays.compareUnsigned(next, from) > 0 ? next : from;
        }
        List<Listed> rows = new ArrayList<>();
        database.scan(family, from, end, (full, value) -> {
            byte[] cursor = space.cursor(full);
            RowKey key = new RowKey(space.tables.rows, space.rowKey(cursor));
            byte[] stored = space.index == null ? value : database.get(family, key.full());
            if (stored != null) {
                rows.add(new Listed(cursor, decode(key, stored)));
            }
            return rows.size() < range.count;
        });
        return rows;
    }

    private Cell decode(RowKey key, byte[] stored) {
        Cell cached = caches.cells.getIfPresent(key);
        return cached != null && cached.version == RecordCodec.version(stored)
                ? cached
                : RecordCodec.decode(key, stored);
    }

    /// The cursor that a page's end or a caller's key stands for.
    static byte @Nullable [] cursor(@Nullable Key after) {
        return after == null ? null : after.encoded();
    }
}
