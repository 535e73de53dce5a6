package gatehouse.store.rocks;

import gatehouse.store.Key;
import gatehouse.store.Table;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A range of the engine's key space: the rows of a table, or the entries of one of its indexes. An index entry's
/// key is the index key, `00 00` (which no encoded part contains) and the row's key.
final class Space {
    private static final byte ROWS = 'r';
    private static final byte INDEX = 'i';

    final TableSpaces tables;
    final Table.@Nullable Index<?> index;
    final byte[] prefix;

    private Space(TableSpaces tables, Table.@Nullable Index<?> index, byte[] prefix) {
        this.tables = tables;
        this.index = index;
        this.prefix = prefix;
    }

    static Space ofRows(TableSpaces tables, String table) {
        return new Space(tables, null, prefix(table, ROWS, ""));
    }

    static Space ofIndex(TableSpaces tables, String table, Table.Index<?> index) {
        return new Space(tables, index, indexPrefix(table, index.name()));
    }

    /// What the keys of a table's rows and index entries start with.
    static byte[] tablePrefix(String table) {
        byte[] name = table.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(name, name.length + 1);
    }

    /// What the keys of an index start with, whether the table declares it or not.
    static byte[] indexPrefix(String table, String index) {
        return prefix(table, INDEX, index);
    }

    private static byte[] prefix(String table, byte kind, String index) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(tablePrefix(table));
        out.write(kind);
        out.writeBytes(index.getBytes(StandardCharsets.UTF_8));
        out.write(0);
        return out.toByteArray();
    }

    /// The engine's key of a cursor in this space.
    byte[] full(byte[] cursor) {
        byte[] out = Arrays.copyOf(prefix, prefix.length + cursor.length);
        System.arraycopy(cursor, 0, out, prefix.length, cursor.length);
        return out;
    }

    /// The cursor of an engine's key.
    byte[] cursor(byte[] full) {
        return Arrays.copyOfRange(full, prefix.length, full.length);
    }

    /// The cursor of a row in this index.
    static byte[] indexCursor(Key indexKey, Key rowKey) {
        byte[] index = indexKey.encoded();
        byte[] row = rowKey.encoded();
        byte[] out = Arrays.copyOf(index, index.length + 2 + row.length);
        System.arraycopy(row, 0, out, index.length + 2, row.length);
        return out;
    }

    /// Where the index key ends in an index cursor.
    static int indexKeyLength(byte[] cursor) {
        int at = 0;
        while (cursor[at] != 0 || cursor[at + 1] != 0) {
            at += cursor[at] == 0 ? 2 : 1;
        }
        return at;
    }

    /// The row's key in a cursor of this space.
    Key rowKey(byte[] cursor) {
        return Key.ofEncoded(
                index == null ? cursor : Arrays.copyOfRange(cursor, indexKeyLength(cursor) + 2, cursor.length));
    }

    /// All tuples that `key` starts with, from the empty one to itself.
    static List<Key> prefixes(Key key) {
        byte[] encoded = key.encoded();
        List<Key> prefixes = new ArrayList<>(5);
        prefixes.add(Key.ALL);
        for (int at = 0; at < encoded.length; at++) {
            if (encoded[at] == 0) {
                at++;
                if (encoded[at] == 1) {
                    prefixes.add(at + 1 == encoded.length ? key : Key.ofEncoded(Arrays.copyOf(encoded, at + 1)));
                }
            }
        }
        return prefixes;
    }

    /// The first key after all that start with `prefix`, whose last byte is never `FF`.
    static byte[] end(byte[] prefix) {
        byte[] end = prefix.clone();
        end[end.length - 1]++;
        return end;
    }
}
