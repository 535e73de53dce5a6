package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import gatehouse.store.StoreSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// RocksDB with our column families: `default` holds facts about the store, `rows` the tables and their indexes,
/// and each `events.<first sequence>` a range of log entries that are not sealed yet. A range is dropped whole, so
/// that nothing is ever compacted in order to be deleted.
final class Database implements AutoCloseable {
    private static final String EVENTS = "events.";
    /// The log of writes is bounded by flushing what it still covers.
    private static final long WAL_BYTES_MAX = 64L << 20;

    private static final long EVENTS_BUFFER_BYTES = 16L << 20;

    private static final long EVENTS_BLOCK_BYTES = 16L << 10;

    private final Path folder;
    private final RocksDB db;
    private final List<AutoCloseable> natives;
    private final ColumnFamilyOptions eventOptions;
    private final WriteOptions durable;
    private final WriteOptions soon;
    private final Map<Long, ColumnFamilyHandle> found = new TreeMap<>();
    private final ColumnFamilyHandle facts;
    final ColumnFamilyHandle rows;

    private Database(Path folder, RocksDB db, List<ColumnFamilyHandle> handles, Opening options) {
        this.folder = folder;
        this.db = db;
        this.natives = options.natives;
        this.eventOptions = options.events;
        this.durable = options.durable;
        this.soon = options.soon;
        this.facts = handles.get(0);
        this.rows = handles.get(1);
        for (int i = 2; i < handles.size(); i++) {
            found.put(Long.parseLong(options.names.get(i).substring(EVENTS.length())), handles.get(i));
        }
    }

    /// The column families to open, and every native object that must live as long as the database.
    private record Opening(
            List<AutoCloseable> natives,
            List<String> names,
            ColumnFamilyOptions events,
            WriteOptions durable,
            WriteOptions soon) {}

    static Database create(Path folder, StoreSettings settings) {
        return open(folder, settings, List.of("default", "rows"), true);
    }

    static Database open(Path folder, StoreSettings settings) {
        List<String> names = new ArrayList<>(List.of("default", "rows"));
        try (org.rocksdb.Options options = new org.rocksdb.Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
                String text = new String(name, StandardCharsets.UTF_8);
                if (!names.contains(text)) {
                    names.add(text);
                }
            }
        } catch (RocksDBException e) {
            throw damaged(folder, e);
        }
        return open(folder, settings, names, false);
    }

    private static Database open(Path folder, StoreSettings settings, List<String> names, boolean create) {
        List<AutoCloseable> natives = new ArrayList<>();
        LRUCache cache = new LRUCache(settings.memory().blockCacheBytes());
        natives.add(cache);
        BloomFilter bloom = new BloomFilter(10);
        natives.add(bloom);
        BlockBasedTableConfig tables = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(bloom)
                .setFormatVersion(5)
                .setCacheIndexAndFilterBlocks(true);
        ColumnFamilyOptions rows = new ColumnFamilyOptions()
                .setTableFormatConfig(tables)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(settings.memory().writeBufferBytes())
                .setArenaBlockSize(256 << 10);
        natives.add(rows);
        ColumnFamilyOptions events = new ColumnFamilyOptions()
                .setTableFormatConfig(eventTables(cache))
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setWriteBufferSize(EVENTS_BUFFER_BYTES)
                .setMaxWriteBufferNumber(4)
                .setArenaBlockSize(256 << 10)
                .setDisableAutoCompactions(true)
                .setLevel0SlowdownWritesTrigger(1 << 20)
                .setLevel0StopWritesTrigger(1 << 20);
        natives.add(events);
        DBOptions options = dbOptions(create);
        natives.add(options);
        WriteOptions durable = new WriteOptions().setSync(settings.sync() == StoreSettings.Sync.EVERY_BATCH);
        natives.add(durable);
        WriteOptions soon = new WriteOptions();
        natives.add(soon);
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (String name : names) {
            descriptors.add(new ColumnFamilyDescriptor(
                    name.getBytes(StandardCharsets.UTF_8), name.startsWith(EVENTS) ? events : rows));
        }
        try {
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB db = RocksDB.open(options, folder.toString(), descriptors, handles);
            return new Database(folder, db, handles, new Opening(natives, names, events, durable, soon));
        } catch (RocksDBException e) {
            throw damaged(folder, e);
        }
    }

    /// Entries are written once, in order, and mostly read in order: large blocks, and nothing that tells what is
    /// not there.
    private static BlockBasedTableConfig eventTables(LRUCache cache) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(EVENTS_BLOCK_BYTES)
                .setFormatVersion(5);
    }

    private static DBOptions dbOptions(boolean create) {
        return new DBOptions()
                .setCreateIfMissing(create)
                .setCreateMissingColumnFamilies(create)
                .setErrorIfExists(create)
                .setMaxTotalWalSize(WAL_BYTES_MAX)
                .setAvoidFlushDuringRecovery(true)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(512)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(1 << 20)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    private static StoreException damaged(Path folder, RocksDBException cause) {
        return new StoreException(
                "the tables in " + folder + " cannot be opened (" + cause.getMessage()
                        + "): restore the data folder from a backup, or choose another --data",
                cause);
    }

    /// Ranges of unsealed entries that were there when the database was opened, by their first sequence.
    Map<Long, ColumnFamilyHandle> foundEvents() {
        return found;
    }

    ColumnFamilyHandle createEvents(long first) {
        try {
            return db.createColumnFamily(
                    new ColumnFamilyDescriptor((EVENTS + first).getBytes(StandardCharsets.UTF_8), eventOptions));
        } catch (RocksDBException e) {
            throw failed("write to", e);
        }
    }

    void drop(ColumnFamilyHandle events) {
        try {
            db.dropColumnFamily(events);
        } catch (RocksDBException e) {
            throw failed("write to", e);
        }
    }

    byte @Nullable [] get(ColumnFamilyHandle family, byte[] key) {
        try {
            return db.get(family, key);
        } catch (RocksDBException e) {
            throw failed("read", e);
        }
    }

    /// The greatest key; null where there is none.
    byte @Nullable [] lastKey(ColumnFamilyHandle family) {
        try (RocksIterator all = db.newIterator(family)) {
            all.seekToLast();
            return all.isValid() ? all.key() : null;
        }
    }

    /// Offers what lies from `from` on and before `to`, in order, until the sink has enough.
    void scan(ColumnFamilyHandle family, byte[] from, byte[] to, Sink sink) {
        offer(new Scan(db, family, to), from, sink);
    }

    /// The same for what will not be read again soon: it leaves the cache alone.
    void scanOnce(ColumnFamilyHandle family, byte[] from, byte[] to, Sink sink) {
        offer(pass(family, to), from, sink);
    }

    private void offer(Scan scan, byte[] from, Sink sink) {
        try (scan) {
            scan.run(from, sink);
        } catch (RocksDBException e) {
            throw failed("read", e);
        }
    }

    /// A pass that leaves the cache alone, up to the row before `to`.
    Scan pass(ColumnFamilyHandle family, byte[] to) {
        return Scan.passing(db, family, to);
    }

    /// Takes keys and values; says whether it wants more.
    @FunctionalInterface
    interface Sink {
        boolean take(byte[] key, byte[] value);
    }

    /// Writes the batch and returns when it is durable.
    void write(WriteBatch batch) throws RocksDBException {
        db.write(durable, batch);
    }

    /// Writes a batch that is durable no later than the next one is.
    void writeSoon(WriteBatch batch) throws RocksDBException {
        db.write(soon, batch);
    }

    /// Moves on with each record written, as soon as readers see it.
    long latest() {
        return db.getLatestSequenceNumber();
    }

    ColumnFamilyHandle facts() {
        return facts;
    }

    StoreException failed(String what, RocksDBException cause) {
        return new StoreException("cannot " + what + " " + folder + ": " + cause.getMessage(), cause);
    }

    static byte[] sequenceKey(long sequence) {
        return ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
    }

    @Override
    public void close() {
        facts.close();
        rows.close();
        db.close();
        for (AutoCloseable each : natives.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                // The engine's own close methods throw nothing.
                throw new IllegalStateException(e);
            }
        }
    }
}
