package gatehouse.store.rocks;

import gatehouse.store.Key;
import gatehouse.store.StoreException;
import gatehouse.store.Table.Index;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// Keeps the indexes of a table whole: a fact of the store names those that hold all rows, and before anyone uses the
/// table those are the ones that it declares. An index that is new is built from the rows; one that is gone is emptied.
///
/// It can be interrupted and begun again, by a Gatehouse that knows other indexes too: the fact names an index only
/// while it is whole.
final class Indexes {
    private static final String FACT = "indexes/";
    private static final String SEPARATOR = "\0";
    private static final byte[] NOTHING = new byte[0];
    private static final int BATCH_BYTES_MAX = 1 << 20;

    private final Database database;
    private final Consumer<Runnable> committer;

    /// The `committer` runs a job between two batches and returns when it is done.
    Indexes(Database database, Consumer<Runnable> committer) {
        this.database = database;
        this.committer = committer;
    }

    /// Makes the table's indexes whole, at its first use.
    void complete(TableSpaces table) {
        committer.accept(() -> {
            try (WriteBatch batch = new WriteBatch()) {
                complete(table, batch);
            } catch (RocksDBException e) {
                throw failed(table, e);
            }
        });
    }

    private void complete(TableSpaces spaces, WriteBatch batch) throws RocksDBException {
        byte[] fact = (FACT + spaces.table.name()).getBytes(StandardCharsets.UTF_8);
        byte[] stored = database.get(database.facts(), fact);
        Set<String> declared = spaces.table.indexes().stream().map(Index::name).collect(Collectors.toSet());
        Set<String> whole = names(stored);
        if (stored != null && whole.equals(declared)) {
            return;
        }
        if (stored == null && isEmpty(spaces.rows)) {
            // Nothing is lost with a fact that a crash takes away: what it says of no rows is so without it.
            batch.put(database.facts(), fact, bytes(declared));
            database.writeSoon(batch);
            return;
        }
        Set<String> kept = new TreeSet<>(whole);
        kept.retainAll(declared);
        batch.put(database.facts(), fact, bytes(kept));
        Set<String> emptied = new TreeSet<>(whole);
        emptied.addAll(declared);
        emptied.removeAll(kept);
        for (String name : emptied) {
            byte[] prefix = Space.indexPrefix(spaces.table.name(), name);
            batch.deleteRange(database.family(spaces), prefix, Space.end(prefix));
        }
        build(spaces, emptied, batch);
        batch.put(database.facts(), fact, bytes(declared));
        database.write(batch);
    }

    /// Adds the entries of those of the names that the table declares.
    private void build(TableSpaces spaces, Set<String> names, WriteBatch batch) {
        List<Index<?>> built = new ArrayList<>(spaces.table.indexes());
        built.removeIf(index -> !names.contains(index.name()));
        if (built.isEmpty()) {
            return;
        }
        byte[] from = spaces.rows.prefix;
        database.scan(database.family(spaces), from, Space.end(from), (full, stored) -> {
            RowKey key = new RowKey(spaces.rows, spaces.rows.rowKey(spaces.rows.cursor(full)));
            Cell cell = RecordCodec.decode(key, stored);
            if (cell.row != null) {
                add(spaces, built, key, cell.row, batch);
            }
            return true;
        });
    }

    private void add(TableSpaces spaces, List<Index<?>> built, RowKey key, Record row, WriteBatch batch) {
        try {
            for (Index<?> index : built) {
                Space space = spaces.index(index.name());
                for (Key indexKey : TableSpaces.keysIn(index, row)) {
                    batch.put(database.family(spaces), space.full(Space.indexCursor(indexKey, key.key)), NOTHING);
                }
            }
            if (batch.getDataSize() > BATCH_BYTES_MAX) {
                database.write(batch);
                batch.clear();
            }
        } catch (RocksDBException e) {
            throw failed(spaces, e);
        }
    }

    private boolean isEmpty(Space rows) {
        boolean[] empty = {true};
        database.scan(
                database.family(rows.tables), rows.prefix, Space.end(rows.prefix), (key, value) -> empty[0] = false);
        return empty[0];
    }

    private static Set<String> names(byte @Nullable [] stored) {
        return stored == null || stored.length == 0
                ? Set.of()
                : Set.of(new String(stored, StandardCharsets.UTF_8).split(SEPARATOR, -1));
    }

    private static byte[] bytes(Set<String> names) {
        return String.join(SEPARATOR, new TreeSet<>(names)).getBytes(StandardCharsets.UTF_8);
    }

    private static StoreException failed(TableSpaces spaces, RocksDBException cause) {
        return new StoreException(
                "the indexes of " + spaces.table.name() + " could not be built: " + cause.getMessage(), cause);
    }
}
