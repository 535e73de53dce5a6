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

    Scan(RocksDB db, ColumnFamilyHandle family, byte[] to) {
        this.end = new Slice(to);
        this.options = new ReadOptions().setIterateUpperBound(end);
        this.rows = db.newIterator(family, options);
    }

    void run(byte[] from, Database.Sink sink) throws RocksDBException {
        rows.seek(from);
        while (rows.isValid() && sink.take(rows.key(), rows.value())) {
            rows.next();
        }
        rows.status();
    }

    @Override
    public void close() {
        rows.close();
        options.close();
        end.close();
    }
}
