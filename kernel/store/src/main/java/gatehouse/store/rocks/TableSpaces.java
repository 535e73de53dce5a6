package gatehouse.store.rocks;

import gatehouse.store.Key;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A table and the ranges of the key space that belong to it.
final class TableSpaces {
    final Table<?> table;
    final Space rows;
    final List<Space> indexes;
    private final Map<String, Space> byName = new LinkedHashMap<>();

    TableSpaces(Table<?> table) {
        if (table.name().indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the name of a table holds no NUL");
        }
        this.table = table;
        this.rows = Space.ofRows(this, table.name());
        List<Space> spaces = new ArrayList<>();
        for (Index<?> index : table.indexes()) {
            Space space = Space.ofIndex(this, table.name(), index);
            if (byName.put(index.name(), space) != null) {
                throw new IllegalArgumentException(table.name() + " has two indexes named " + index.name());
            }
            spaces.add(space);
        }
        this.indexes = List.copyOf(spaces);
    }

    Space index(String name) {
        Space space = byName.get(name);
        if (space == null) {
            throw new IllegalArgumentException(table.name() + " has no index named " + name);
        }
        return space;
    }

    /// The keys of a row in each index, in the order of the indexes.
    List<List<Key>> indexKeys(Record row) {
        List<List<Key>> keys = new ArrayList<>(indexes.size());
        for (Index<?> index : table.indexes()) {
            keys.add(keysIn(index, row));
        }
        return keys;
    }

    /// The keys of a row in one index.
    static <R extends Record> List<Key> keysIn(Index<R> index, Record row) {
        // A row in this table is of the table's type: put and decode see to that.
        @SuppressWarnings("unchecked")
        R typed = (R) row;
        return index.keys().apply(typed);
    }
}
