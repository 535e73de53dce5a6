package gatehouse.store.rocks;

import gatehouse.store.Key;
import gatehouse.store.rocks.Listing.Listed;
import gatehouse.store.rocks.RocksTransaction.Write;
import gatehouse.store.rocks.Rows.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a transaction's scan shows once its own writes are laid over the stored rows.
final class OwnWrites {
    private OwnWrites() {}

    /// Rows that were found, without those written over, with those written under the prefix, in order.
    static List<Listed> merge(Range range, List<Listed> found, Map<RowKey, Write> writes) {
        Space space = range.prefix().space;
        List<Listed> merged = new ArrayList<>();
        for (Listed row : found) {
            if (!writes.containsKey(new RowKey(space.tables.rows, space.rowKey(row.cursor)))) {
                merged.add(row);
            }
        }
        // Past the end of a full page there may be stored rows that come before an own one.
        byte[] end = found.size() == range.count() ? found.getLast().cursor : null;
        writes.forEach((key, write) -> {
            if (key.space == space.tables.rows && write.row != null) {
                for (byte[] cursor : cursors(space, key.key, write)) {
                    if (startsWith(cursor, range.prefix().key.encoded())
                            && (range.after() == null || Arrays.compareUnsigned(cursor, range.after()) > 0)
                            && (end == null || Arrays.compareUnsigned(cursor, end) <= 0)) {
                        merged.add(new Listed(cursor, new Cell(0, write.row)));
                    }
                }
            }
        });
        merged.sort((a, b) -> Arrays.compareUnsigned(a.cursor, b.cursor));
        return merged;
    }

    private static List<byte[]> cursors(Space space, Key rowKey, Write write) {
        if (space.index == null) {
            return List.of(rowKey.encoded());
        }
        List<byte[]> cursors = new ArrayList<>();
        for (Key indexKey : write.indexKeys.get(space.tables.indexes.indexOf(space))) {
            cursors.add(Space.indexCursor(indexKey, rowKey));
        }
        return cursors;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
