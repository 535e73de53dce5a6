package gatehouse.store.rocks;

import gatehouse.store.Key;
import gatehouse.store.Table.Contents;
import gatehouse.store.log.segment.PreparedEntry;
import gatehouse.store.rocks.RocksTransaction.Write;
import gatehouse.store.rocks.Rows.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// What the committer writes at once: the accepted transactions' rows and index entries, and all log entries.
final class Batch implements AutoCloseable {
    private static final byte[] NOTHING = new byte[0];
    private static final int RESERVED_BYTES = 128 << 10;

    private final Database database;
    private final Rows rows;
    private final LogRecords records;
    /// The version of all rows in this batch.
    private final long version;

    final WriteBatch written = new WriteBatch(RESERVED_BYTES);
    final Map<RowKey, Cell> changes = new HashMap<>();
    /// Prefixes under which a listing is not what it was.
    final Set<RowKey> touched = new HashSet<>();

    final List<PreparedEntry> entries = new ArrayList<>();

    Batch(Database database, Rows rows, LogRecords records) {
        this.database = database;
        this.rows = rows;
        this.records = records;
        this.version = database.latest() + 1;
    }

    /// What a key holds behind this batch.
    Cell cell(RowKey key) {
        Cell changed = changes.get(key);
        return changed != null ? changed : rows.cell(rows.caches(), key, Where.HERE);
    }

    boolean hasTouched(RowKey prefix) {
        return touched.contains(prefix);
    }

    void add(RocksTransaction transaction) throws RocksDBException {
        for (Map.Entry<RowKey, Write> each : transaction.writes().entrySet()) {
            add(each.getKey(), each.getValue());
        }
    }

    private void add(RowKey key, Write write) throws RocksDBException {
        Cell old = cell(key);
        if (old.row == null && write.row == null) {
            return;
        }
        TableSpaces spaces = key.space.tables;
        ColumnFamilyHandle family = database.family(spaces);
        byte[] full = key.full();
        if (old.row != null && spaces.table.contents() == Contents.SECRETS) {
            written.put(database.facts(), Eraser.note(version, full), NOTHING);
        }
        if (write.stored != null) {
            RecordCodec.stamp(write.stored, version);
            written.put(family, full, write.stored);
            changes.put(key, new Cell(version, write.row));
        } else {
            written.delete(family, full);
            changes.put(key, Cell.ABSENT);
        }
        touch(key.space, key.key);
        List<List<Key>> before = old.row == null ? List.of() : spaces.indexKeys(old.row);
        for (int i = 0; i < spaces.indexes.size(); i++) {
            index(
                    spaces.indexes.get(i),
                    key.key,
                    before.isEmpty() ? List.of() : before.get(i),
                    write.row == null ? List.of() : write.indexKeys.get(i));
        }
    }

    private void index(Space index, Key rowKey, List<Key> before, List<Key> now) throws RocksDBException {
        ColumnFamilyHandle family = database.family(index.tables);
        for (Key key : before) {
            touch(index, key);
            if (!now.contains(key)) {
                written.delete(family, index.full(Space.indexCursor(key, rowKey)));
            }
        }
        for (Key key : now) {
            touch(index, key);
            if (!before.contains(key)) {
                written.put(family, index.full(Space.indexCursor(key, rowKey)), NOTHING);
            }
        }
    }

    private void touch(Space space, Key key) {
        for (Key prefix : Space.prefixes(key)) {
            touched.add(new RowKey(space, prefix));
        }
    }

    void add(ColumnFamilyHandle family, long sequence, PreparedEntry entry) throws RocksDBException {
        records.put(written, family, sequence, entry.stored());
        entries.add(entry);
    }

    boolean isEmpty() {
        return written.count() == 0;
    }

    @Override
    public void close() {
        written.close();
    }
}
