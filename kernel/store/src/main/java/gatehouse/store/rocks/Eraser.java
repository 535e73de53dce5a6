package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// Takes deleted and replaced secrets off the disk.
///
/// Whatever deletes or replaces one notes its key as a fact, in the same batch. An erasure takes the notes
/// that are there, has everything in the log of writes written down so that the log is given up, has the
/// files written anew that may hold those keys, waits until the old files are gone, and only then removes
/// the notes. So a crash loses no note, and the next erasure does what this one has not.
final class Eraser implements AutoCloseable {
    private static final byte[] NOTE = "erase/".getBytes(StandardCharsets.UTF_8);

    private static final byte[] BEGUN = "erasing".getBytes(StandardCharsets.UTF_8);

    private static final byte[] SECRETS = "secrets".getBytes(StandardCharsets.UTF_8);

    private static final byte[] NOTHING = {};

    /// With more notes than this, everything is written anew.
    private static final int NOTES_MAX = 1000;

    /// About what is written anew for one key, where the family is large: a few files in each level.
    private static final long KEY_COST_BYTES = 4L << 20;

    private static final long LOOK_NANOS = 500_000;
    private static final long PUSH_AGAIN_NANOS = 500_000_000;
    private static final long WAIT_NANOS_MAX = 120_000_000_000L;

    private final Database database;
    private final Consumer<Runnable> committer;
    /// One thread: whoever comes while it works is served with all others by the next erasure.
    private final BlockingPool thread = new BlockingPool("store-erase-", 1);

    /// The `committer` runs a job between two batches and returns when it is done.
    Eraser(Database database, Consumer<Runnable> committer) {
        this.database = database;
        this.committer = committer;
    }

    /// The note that a batch of that version deletes or replaces what is stored there.
    static byte[] note(long version, byte[] key) {
        return ByteBuffer.allocate(NOTE.length + Long.BYTES + key.length)
                .put(NOTE)
                .putLong(version)
                .put(key)
                .array();
    }

    void erase() {
        thread.call(() -> {
            eraseNoted();
            return true;
        });
    }

    private void eraseNoted() throws IOException {
        long[] end = {0};
        committer.accept(() -> end[0] = begin());
        if (end[0] > 0) {
            giveUpLogs(database);
            rewrite(noted(end[0]));
            committer.accept(() -> forget(end[0]));
        }
    }

    /// The version before which all notes are of batches that are durable; 0 where there is none.
    private long begin() {
        long end = database.latest() + 1;
        if (noted(end, 1).isEmpty()) {
            return 0;
        }
        try (WriteBatch batch = new WriteBatch()) {
            begin(database, batch);
            database.writeSoon(batch);
            return end;
        } catch (RocksDBException e) {
            throw database.failed("write to", e);
        }
    }

    /// Adds to the batch what [#giveUpLogs] needs: without it the log of writes may hold nothing to be
    /// written down.
    static void begin(Database database, WriteBatch batch) throws RocksDBException {
        batch.put(database.facts(), BEGUN, NOTHING);
    }

    private void forget(long end) {
        try (WriteBatch batch = new WriteBatch()) {
            batch.deleteRange(database.facts(), note(0, NOTHING), note(end, NOTHING));
            database.writeSoon(batch);
        } catch (RocksDBException e) {
            throw database.failed("write to", e);
        }
    }

    private List<byte[]> noted(long end) {
        return noted(end, NOTES_MAX + 1);
    }

    /// At most `count` of the keys whose notes are older.
    private List<byte[]> noted(long end, int count) {
        List<byte[]> keys = new ArrayList<>();
        database.scan(database.facts(), note(0, NOTHING), note(end, NOTHING), (note, nothing) -> {
            keys.add(Arrays.copyOfRange(note, NOTE.length + Long.BYTES, note.length));
            return keys.size() < count;
        });
        return keys;
    }

    /// Waits until the logs of writes that are there are gone: they go when all that they hold is in tables.
    static void giveUpLogs(Database database) throws IOException {
        Set<String> logs = files(database, "*.log");
        await("the log of writes of " + database.folder(), database::flush, () -> {
            logs.retainAll(files(database, "*.log"));
            return logs.isEmpty();
        });
    }

    private void rewrite(List<byte[]> keys) throws IOException {
        Set<String> old = files(database, "*.sst");
        Set<String> others = new HashSet<>();
        long bytes = 0;
        for (LiveFileMetaData file : database.liveFiles()) {
            if (Arrays.equals(file.columnFamilyName(), SECRETS)) {
                bytes += file.size();
            } else {
                others.add(name(file));
            }
        }
        old.removeAll(others);
        List<Extent> extents = keys.size() > NOTES_MAX ? List.of() : extents(keys);
        if (extents.isEmpty() || extents.size() * KEY_COST_BYTES >= bytes) {
            database.rewrite(database.secrets(), null, null);
        } else {
            for (Extent extent : extents) {
                database.rewrite(database.secrets(), extent.first, extent.last);
            }
        }
        await("what was written anew in " + database.folder(), database::removeUnused, () -> {
            old.retainAll(files(database, "*.sst"));
            database.liveFiles().forEach(file -> old.remove(name(file)));
            return old.isEmpty();
        });
    }

    /// Keys from the first to the last.
    private static final class Extent {
        private final byte[] first;
        private final byte[] last;

        private Extent(byte[] first, byte[] last) {
            this.first = first;
            this.last = last;
        }
    }

    /// The keys in order, as few extents between whose ends nothing else is stored.
    private List<Extent> extents(List<byte[]> keys) {
        keys.sort(Arrays::compareUnsigned);
        List<Extent> extents = new ArrayList<>();
        byte[] first = keys.getFirst();
        byte[] last = first;
        for (byte[] key : keys) {
            if (isAnythingBetween(last, key)) {
                extents.add(new Extent(first, last));
                first = key;
            }
            last = key;
        }
        extents.add(new Extent(first, last));
        return extents;
    }

    private boolean isAnythingBetween(byte[] one, byte[] other) {
        boolean[] found = {false};
        byte[] next = Arrays.copyOf(one, one.length + 1);
        if (Arrays.compareUnsigned(next, other) < 0) {
            database.scan(database.secrets(), next, other, (key, value) -> {
                found[0] = true;
                return false;
            });
        }
        return found[0];
    }

    private static Set<String> files(Database database, String pattern) throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(database.folder(), pattern)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    private static String name(LiveFileMetaData file) {
        return file.fileName().substring(file.fileName().lastIndexOf('/') + 1);
    }

    @FunctionalInterface
    private interface Check {
        boolean isSo() throws IOException;
    }

    /// The engine removes files a moment after they have become useless: when the last reader leaves them, or
    /// when it is pushed.
    private static void await(String what, Runnable push, Check gone) throws IOException {
        long began = System.nanoTime();
        long pushed = began;
        push.run();
        while (!gone.isSo()) {
            long now = System.nanoTime();
            if (now - began > WAIT_NANOS_MAX) {
                throw new StoreException(what + " cannot be removed: nothing was erased");
            }
            if (now - pushed > PUSH_AGAIN_NANOS) {
                pushed = now;
                push.run();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
