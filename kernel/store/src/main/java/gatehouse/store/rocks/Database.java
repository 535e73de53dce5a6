package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import gatehouse.store.StoreSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// RocksDB with our column families: `default` holds facts about the store, `rows` the tables and their
/// indexes, `secrets` the tables of secrets and theirs, and each `events.<first sequence>` a range of log
/// entries that are not sealed yet. A range is dropped whole, so that nothing is ever compacted in order to
/// be deleted.
final class Database implements AutoCloseable {
    private static final String EVENTS = "events.";
    private static final List<String> LASTING = List.of("default", "rows", "secrets");
    /// The log of writes is bounded by flushing what it still covers.
    private static final long WAL_BYTES_MAX = 64L << 20;

    private static final long EVENTS_BUFFER_BYTES = 16L << 20;

    private static final long EVENTS_BLOCK_BYTES = 16L << 10;

    /// More files than a range comes to by its size alone: only erasures, which flush it early, lead there.
    private static final int EVENTS_FILES_MAX = 64;

    /// About what four full buffers come to. Each erasure flushes, so that the uppermost level is merged
    /// more often.
    private static final long ROWS_LEVEL_BYTES = 32L << 20;

    /// Small, because to erase a row means to write the files anew whose ranges hold it, one in each level.
    private static final long SECRETS_FILE_BYTES = 1L << 20;

    private static final long SECRETS_LEVEL_BYTES = 8L << 20;

    /// A file's index and filter are kept in blocks of that size, of which a read needs one each: whole,
    /// those of a large file would not fit into the cache, and each read would fetch them anew.
    private static final int METADATA_BLOCK_BYTES = 4096;

    private final Path folder;
    private final RocksDB db;
    private final List<AutoCloseable> natives;
    private final ColumnFamilyOptions eventOptions;
    private final WriteOptions durable;
    private final WriteOptions soon;
    private final Map<Long, ColumnFamilyHandle> found = new TreeMap<>();
    private final ColumnFamilyHandle facts;
    private final ColumnFamilyHandle secrets;
    private final ColumnFamilyHandle rows;
    /// The ranges that are not dropped; guarded by itself.
    private final Set<ColumnFamilyHandle> events = new LinkedHashSet<>();

    private Database(Path folder, RocksDB db, List<ColumnFamilyHandle> handles, Opening options) {
        this.folder = folder;
        this.db = db;
        this.natives = options.natives;
        this.eventOptions = options.events;
        this.durable = options.durable;
        this.soon = options.soon;
        this.facts = handles.get(0);
        this.rows = handles.get(1);
        this.secrets = handles.get(2);
        for (int i = LASTING.size(); i < handles.size(); i++) {
            found.put(Long.parseLong(options.names.get(i).substring(EVENTS.length())), handles.get(i));
        }
        events.addAll(found.values());
    }

    /// The column families to open, and every native object that must live as long as the database.
    private record Opening(
            List<AutoCloseable> natives,
            List<String> names,
            ColumnFamilyOptions events,
            WriteOptions durable,
            WriteOptions soon) {}

    static Database create(Path folder, StoreSettings settings) {
        return open(folder, settings, LASTING, Opens.EMPTY);
    }

    /// Opens what was made before there were secrets, and makes their column family where it is missing.
    static Database openWithoutSecrets(Path folder, StoreSettings settings) {
        return open(folder, settings, names(folder), Opens.WITHOUT_SECRETS);
    }

    private enum Opens {
        EMPTY,
        WITHOUT_SECRETS,
        WHOLE
    }

    static Database open(Path folder, StoreSettings settings) {
        return open(folder, settings, names(folder), Opens.WHOLE);
    }

    /// The lasting column families, and those that are there.
    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>(LASTING);
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
        return names;
    }

    private static Database open(Path folder, StoreSettings settings, List<String> names, Opens opens) {
        List<AutoCloseable> natives = new ArrayList<>();
        LRUCache cache = new LRUCache(settings.memory().blockCacheBytes());
        natives.add(cache);
        BloomFilter bloom = new BloomFilter(10);
        natives.add(bloom);
        BlockBasedTableConfig tables = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(bloom)
                .setFormatVersion(5)
                .setCacheIndexAndFilterBlocks(true)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setMetadataBlockSize(METADATA_BLOCK_BYTES)
                .setPinTopLevelIndexAndFilter(true);
        ColumnFamilyOptions rows = tableOptions(tables, settings)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMaxBytesForLevelBase(ROWS_LEVEL_BYTES);
        natives.add(rows);
        // What is sealed does not get shorter.
        ColumnFamilyOptions secrets = tableOptions(tables, settings)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setTargetFileSizeBase(SECRETS_FILE_BYTES)
                .setMaxBytesForLevelBase(SECRETS_LEVEL_BYTES);
        natives.add(secrets);
        ColumnFamilyOptions events = new ColumnFamilyOptions()
                .setTableFormatConfig(eventTables(cache))
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setWriteBufferSize(EVENTS_BUFFER_BYTES)
                .setMaxWriteBufferNumber(4)
                .setArenaBlockSize(256 << 10)
                .setLevel0FileNumCompactionTrigger(EVENTS_FILES_MAX)
                .setLevel0SlowdownWritesTrigger(1 << 20)
                .setLevel0StopWritesTrigger(1 << 20);
        natives.add(events);
        DBOptions options = dbOptions(opens);
        natives.add(options);
        WriteOptions durable = new WriteOptions().setSync(settings.sync() == StoreSettings.Sync.EVERY_BATCH);
        natives.add(durable);
        WriteOptions soon = new WriteOptions();
        natives.add(soon);
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (String name : names) {
            ColumnFamilyOptions own = name.startsWith(EVENTS) ? events : name.equals(LASTING.get(2)) ? secrets : rows;
            descriptors.add(new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), own));
        }
        try {
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB db = RocksDB.open(options, folder.toString(), descriptors, handles);
            return new Database(folder, db, handles, new Opening(natives, names, events, durable, soon));
        } catch (RocksDBException e) {
            throw damaged(folder, e);
        }
    }

    private static ColumnFamilyOptions tableOptions(BlockBasedTableConfig tables, StoreSettings settings) {
        return new ColumnFamilyOptions()
                .setTableFormatConfig(tables)
                .setWriteBufferSize(settings.memory().writeBufferBytes())
                .setArenaBlockSize(256 << 10);
    }

    /// Entries are written once, in order, and mostly read in order: large blocks, and nothing that tells what is
    /// not there.
    private static BlockBasedTableConfig eventTables(LRUCache cache) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(EVENTS_BLOCK_BYTES)
                .setFormatVersion(5);
    }

    private static DBOptions dbOptions(Opens opens) {
        return new DBOptions()
                .setCreateIfMissing(opens == Opens.EMPTY)
                .setCreateMissingColumnFamilies(opens != Opens.WHOLE)
                .setErrorIfExists(opens == Opens.EMPTY)
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
            ColumnFamilyHandle created = db.createColumnFamily(
                    new ColumnFamilyDescriptor((EVENTS + first).getBytes(StandardCharsets.UTF_8), eventOptions));
            synchronized (events) {
                events.add(created);
            }
            return created;
        } catch (RocksDBException e) {
            throw failed("write to", e);
        }
    }

    void drop(ColumnFamilyHandle range) {
        try {
            synchronized (events) {
                events.remove(range);
                db.dropColumnFamily(range);
            }
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

    /// Begins to write down what is only in memory and in the log of writes, as far as no writer has to
    /// wait for it.
    void flush() {
        try (FlushOptions options = new FlushOptions().setWaitForFlush(false)) {
            synchronized (events) {
                List<ColumnFamilyHandle> all = new ArrayList<>(List.of(facts, rows, secrets));
                all.addAll(events);
                for (ColumnFamilyHandle each : all) {
                    db.flush(options, each);
                }
            }
        } catch (RocksDBException e) {
            boolean later = e.getStatus() != null && e.getStatus().getCode() == Status.Code.TryAgain;
            if (!later) {
                throw failed("write to", e);
            }
        }
    }

    /// Writes all files anew that may hold a key from `first` to `last`, without what they hold in vain;
    /// null is the first or last key of all.
    void rewrite(ColumnFamilyHandle family, byte @Nullable [] first, byte @Nullable [] last) {
        try (CompactRangeOptions options = new CompactRangeOptions()
                .setExclusiveManualCompaction(false)
                .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce)) {
            db.compactRange(family, first, last, options);
        } catch (RocksDBException e) {
            throw failed("write to", e);
        }
    }

    /// Has the engine look for files that nobody needs any more. It looks after its own work, but not when a
    /// reader of single rows is the last to leave a file.
    void removeUnused() {
        try {
            db.disableFileDeletions();
            db.enableFileDeletions();
        } catch (RocksDBException e) {
            throw failed("remove files from", e);
        }
    }

    /// The files that hold what the database shows, of all column families.
    List<LiveFileMetaData> liveFiles() {
        return db.getLiveFilesMetaData();
    }

    Path folder() {
        return folder;
    }

    /// Where a table and its indexes are.
    ColumnFamilyHandle family(TableSpaces of) {
        return switch (of.table.contents()) {
            case RECORDS -> rows;
            case SECRETS -> secrets;
        };
    }

    ColumnFamilyHandle rows() {
        return rows;
    }

    ColumnFamilyHandle secrets() {
        return secrets;
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
        secrets.close();
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
