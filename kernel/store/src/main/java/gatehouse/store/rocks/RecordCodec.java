package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import gatehouse.store.form.RecordForm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import tools.jackson.core.JacksonException;

/// Stored form of a record: the version that wrote it (8 bytes, big-endian), then CBOR by component names
/// ([RecordForm]).
final class RecordCodec {
    static final int VERSION_BYTES = Long.BYTES;

    private RecordCodec() {}

    /// Loads what writes and reads records by using it once.
    static void prepare() {
        byte[] stored = encode(new Example("", List.of()));
        RecordForm.of(Example.class).read(stored, VERSION_BYTES);
    }

    private record Example(String name, List<String> values) {}

    /// The stored form, with room for the version.
    static byte[] encode(Record row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.writeBytes(new byte[VERSION_BYTES]);
        RecordForm.of(row.getClass()).write(out, row);
        return out.toByteArray();
    }

    static void stamp(byte[] stored, long version) {
        ByteBuffer.wrap(stored).putLong(0, version);
    }

    static long version(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong(0);
    }

    static Cell decode(RowKey key, byte[] stored) {
        try {
            Record row = RecordForm.of(key.space.tables.table.type()).read(stored, VERSION_BYTES);
            return new Cell(version(stored), row);
        } catch (JacksonException e) {
            // Jackson's message may quote what is stored, so it goes nowhere.
            throw new StoreException("the row " + key + " is not a "
                    + key.space.tables.table.type().getSimpleName() + " ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
