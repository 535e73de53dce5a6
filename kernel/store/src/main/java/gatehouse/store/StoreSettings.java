package gatehouse.store;

/// How a store is opened.
///
/// `diskReserveBytes`: with less than this free on the file system, nothing is written any more; what is stored
/// stays readable.
public record StoreSettings(Life life, Memory memory, Log log, long diskReserveBytes, Sync sync) {
    /// Whether the data outlive the server.
    public enum Life {
        LASTING,
        /// Removed when the store is closed; only such a store can be reset.
        TEMPORARY
    }

    /// When a batch counts as durable.
    public enum Sync {
        EVERY_BATCH,
        /// Never waits for the disk: what was acknowledged can be lost. For tests of the tests only.
        UNSAFE_NONE
    }

    /// Memory: decoded records kept (a count), and bytes of the engine's caches.
    public record Memory(int recordsMax, long blockCacheBytes, long writeBufferBytes) {}

    /// The event log: entries in a sealed segment, and the level of its zstd compression.
    public record Log(int segmentEntries, int compressionLevel) {
        public Log {
            if (segmentEntries < 1 || segmentEntries > 1 << 22) {
                throw new IllegalArgumentException("segmentEntries must be from 1 to 4194304, not " + segmentEntries);
            }
        }
    }

    /// The defaults: data that last.
    public static StoreSettings lasting() {
        return new StoreSettings(
                Life.LASTING,
                new Memory(200_000, 16L << 20, 8L << 20),
                new Log(65_536, 1),
                64L << 20,
                Sync.EVERY_BATCH);
    }

    /// The defaults: data that are removed when the store is closed.
    public static StoreSettings temporary() {
        StoreSettings lasting = lasting();
        return new StoreSettings(Life.TEMPORARY, lasting.memory, lasting.log, lasting.diskReserveBytes, lasting.sync);
    }

    public StoreSettings withRecordsMax(int count) {
        return new StoreSettings(
                life, new Memory(count, memory.blockCacheBytes, memory.writeBufferBytes), log, diskReserveBytes, sync);
    }

    public StoreSettings withSegmentEntries(int count) {
        return new StoreSettings(life, memory, new Log(count, log.compressionLevel), diskReserveBytes, sync);
    }

    public StoreSettings withDiskReserveBytes(long bytes) {
        return new StoreSettings(life, memory, log, bytes, sync);
    }

    /// Without waiting for the disk: what was acknowledged can be lost. It exists so that a test can prove that
    /// the missing sync is noticed; no flag of the server leads here.
    public StoreSettings unsafeWithoutSync() {
        return new StoreSettings(life, memory, log, diskReserveBytes, Sync.UNSAFE_NONE);
    }
}
