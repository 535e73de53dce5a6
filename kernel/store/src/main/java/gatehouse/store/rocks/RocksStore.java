package gatehouse.store.rocks;

import gatehouse.crypto.Entropy;
import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.StoreException;
import gatehouse.store.StoreSettings;
import gatehouse.store.Transaction;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.segment.PreparedEntry;
import gatehouse.store.log.segment.SegmentLog;
import gatehouse.store.rocks.Pending.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// The embedded store: one process, one folder.
public final class RocksStore implements Store {
    private static final int READ_THREADS = 4;
    private static final int SEARCH_THREADS = 2;
    private static final byte[] FIRST_ROW = {0};
    private static final byte[] BEHIND_ROWS = {(byte) 0xFF};
    private static final int EPOCH_BYTES = 16;

    private final StoreSettings settings;
    private final Entropy entropy;
    private final DataFolder folder;
    private final Database database;
    private final BlockingPool reads = new BlockingPool("store-read-", READ_THREADS);
    private final BlockingPool searches = new BlockingPool("store-search-", SEARCH_THREADS);
    private final DiskGauge disk;
    private final Rows rows;
    private final Committer committer;
    private final Eraser eraser;
    private final Ranges ranges;
    private final SegmentLog log;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile String epoch;

    private RocksStore(DataFolder folder, Database database, StoreSettings settings, DiskGauge disk, Entropy entropy) {
        this.settings = settings;
        this.entropy = entropy;
        this.folder = folder;
        this.database = database;
        this.disk = disk;
        this.epoch = folder.epoch();
        this.rows = new Rows(
                database,
                reads,
                new Indexes(database, this::alone),
                new Caches(settings.memory().recordsMax()));
        this.committer = new Committer(database, rows, disk);
        this.eraser = new Eraser(database, this::alone);
        this.ranges = new Ranges(database, this::alone);
        this.log = SegmentLog.open(folder.log(), settings.log(), ranges, searches::call, ranges.left());
        rows.applyNothing();
        committer.start(log);
    }

    /// Loads what every store needs, so that opening one later takes less time. Optional, and for any thread.
    public static void prepare() {
        NativeLibraries.load();
        RecordCodec.prepare();
    }

    /// Opens the folder, or makes it where it does not exist or is empty. The clock tells when it was made, the
    /// entropy makes its epoch.
    ///
    /// @throws StoreException where it is in use, damaged, incomplete, of a newer format, or cannot be read
    public static RocksStore open(Path folder, StoreSettings settings, InstantSource clock, Entropy entropy) {
        return open(folder, settings, clock, entropy, Migrations.ALL);
    }

    static RocksStore open(
            Path folder, StoreSettings settings, InstantSource clock, Entropy entropy, Migrations migrations) {
        NativeLibraries.load();
        try {
            DataFolder data = DataFolder.open(
                    folder, migrations, () -> new Format(migrations.newest(), clock.instant(), newEpoch(entropy)));
            boolean opened = false;
            try {
                RocksStore store = open(data, folder, settings, entropy);
                opened = true;
                return store;
            } finally {
                if (!opened) {
                    data.close();
                }
            }
        } catch (IOException e) {
            throw new StoreException("cannot use the data folder " + folder + ": " + e, e);
        }
    }

    private static RocksStore open(DataFolder data, Path folder, StoreSettings settings, Entropy entropy)
            throws IOException {
        Database database =
                data.isFresh() ? Database.create(data.tables(), settings) : Database.open(data.tables(), settings);
        RocksStore store = null;
        try {
            DiskGauge disk = new DiskGauge(folder, settings.diskReserveBytes());
            store = new RocksStore(data, database, settings, disk, entropy);
        } finally {
            if (store == null) {
                database.close();
            }
        }
        try {
            data.finish();
        } catch (IOException e) {
            store.close();
            throw e;
        }
        return store;
    }

    private static String newEpoch(Entropy entropy) {
        return HexFormat.of().formatHex(entropy.bytes(EPOCH_BYTES));
    }

    @Override
    public Transaction begin() {
        return new RocksTransaction(rows);
    }

    @Override
    public void commit(Transaction transaction, List<LogEntry> entries) throws ConflictException {
        RocksTransaction own = (RocksTransaction) transaction;
        own.prepare();
        switch (committer.submit(new Pending.Commit(own, prepared(entries)))) {
            case Outcome.Done done -> {}
            case Outcome.Conflict conflict -> throw new ConflictException();
            case Outcome.Failed failed -> throw Pending.thrown(failed);
        }
    }

    @Override
    public void append(List<LogEntry> entries) {
        finish(committer.submit(new Pending.Append(prepared(entries))));
    }

    private static List<PreparedEntry> prepared(List<LogEntry> entries) {
        List<PreparedEntry> prepared = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            prepared.add(PreparedEntry.of(entry));
        }
        return prepared;
    }

    private void alone(Runnable change) {
        finish(committer.submit(new Pending.Job(change)));
    }

    private static void finish(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> {}
            case Outcome.Conflict conflict -> throw new IllegalStateException("nothing was read");
            case Outcome.Failed failed -> throw Pending.thrown(failed);
        }
    }

    @Override
    public void erase() {
        eraser.erase();
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public void reset() {
        if (settings.life() != StoreSettings.Life.TEMPORARY) {
            throw new IllegalStateException("only a temporary store can be reset");
        }
        alone(this::removeAll);
    }

    private void removeAll() {
        try (WriteBatch batch = new WriteBatch()) {
            String next = newEpoch(entropy);
            batch.deleteRange(database.rows(), FIRST_ROW, BEHIND_ROWS);
            batch.deleteRange(database.secrets(), FIRST_ROW, BEHIND_ROWS);
            ranges.clearManifest(batch);
            database.write(batch);
            folder.changeEpoch(next);
            rows.applyReset(new Caches(settings.memory().recordsMax()), () -> {
                log.reset();
                epoch = next;
            });
        } catch (RocksDBException | IOException e) {
            throw new StoreException("the store could not be reset: " + e.getMessage(), e);
        }
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                committer.batches.sum(), committer.entries.sum(), committer.transactions.sum(), disk.freeBytes());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        log.stop();
        eraser.close();
        committer.close();
        searches.close();
        reads.close();
        log.close();
        disk.close();
        database.close();
        try {
            if (settings.life() == StoreSettings.Life.TEMPORARY) {
                folder.remove();
            }
            folder.close();
        } catch (IOException e) {
            throw new StoreException("the data folder could not be left: " + e.getMessage(), e);
        }
    }
}
