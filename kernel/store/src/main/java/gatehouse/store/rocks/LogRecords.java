package gatehouse.store.rocks;

import java.nio.ByteBuffer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// Puts log entries into batches through memory that the engine reads where it is: out of an array it copies an entry
/// twice, first to memory that it allocates for it.
final class LogRecords {
    /// A longer entry goes the longer way.
    private static final int DIRECT_BYTES_MAX = 16 << 10;

    private final ByteBuffer key = ByteBuffer.allocateDirect(Long.BYTES);
    private final ByteBuffer value = ByteBuffer.allocateDirect(DIRECT_BYTES_MAX);

    void put(WriteBatch batch, ColumnFamilyHandle family, long sequence, byte[] stored) throws RocksDBException {
        if (stored.length > DIRECT_BYTES_MAX) {
            batch.put(family, Database.sequenceKey(sequence), stored);
            return;
        }
        key.putLong(0, sequence).rewind();
        value.clear().put(stored).flip();
        batch.put(family, key, value);
    }
}
