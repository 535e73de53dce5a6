package gatehouse.store.rocks;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// One pass over a range, on one moment's state.
final class Scan implements AutoCloseable {
    private final Slice end;
    private final ReadOptions options;
    private final RocksIterator rows;

    private Scan(RocksDB db, ColumnFamilyHandle family, Slice end, ReadOptions options) {
        this.end = end;
        this.options = options.setIterateUpperBound(end);
        this.rows = db.newIterator(family, options);
    }

    Scan(RocksDB db, ColumnFamilyHandle family, byte[] to) {
        this(db, family, new Slice(to), new ReadOptions());
    }

    /// A pass over what will not be read again soon: it leaves the cache to others.
    static Scan passing(RocksDB db, ColumnFamilyHandle family, byte[] to) {
        return new Scan(db, family, new Slice(to), new ReadOptions().setFillCache(false));
    }

    void run(byte[] from, Database.Sink sink) throws RocksDBException {
        rows.seek(from);
        while (rows.isValid() && sink.take(rows.key(), rows.value())) {
            rows.next();
        }
        rows.status();
    }

    void seek(byte[] from) {
        rows.seek(from);
    }

    void next() {
        rows.next();
    }

    /// Whether it stands at a row, not behind the last.
    boolean isValid() throws RocksDBException {
        boolean valid = rows.isValid();
        if (!valid) {
            rows.status();
        }
        return valid;
    }

    /// Copies as much of the row's key as there is room for; returns how long it is.
    int key(byte[] into) {
        return rows.key(into);
    }

    /// Copies as much of the row's value as there is room for; returns how long it is.
    int value(byte[] into, int offset) {
        return rows.value(into, offset, into.length - offset);
    }

    @Override
    public void close() {
        rows.close();
        options.close();
        end.close();
    }
}
