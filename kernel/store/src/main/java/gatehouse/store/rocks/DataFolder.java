package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The folder of a store, held by this process: `FORMAT`, `LOCK`, `tables/` (the database) and `log/` (sealed
/// segments). Only the owner may enter it. What is missing in it is an error and never made again.
final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    static final String TABLES = "tables";

    private final Path folder;
    private final FolderLock lock;
    private Format format;
    private boolean fresh;

    private DataFolder(Path folder, FolderLock lock, Format format) {
        this.folder = folder;
        this.lock = lock;
        this.format = format;
    }

    static DataFolder open(Path folder, Migrations migrations, Supplier<Format> created) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER));
        Files.setPosixFilePermissions(folder, OWNER);
        FolderLock lock = FolderLock.take(folder);
        DataFolder opened = null;
        try {
            opened = hold(folder, lock, migrations, created);
            return opened;
        } finally {
            if (opened == null) {
                lock.close();
            }
        }
    }

    private static DataFolder hold(Path folder, FolderLock lock, Migrations migrations, Supplier<Format> created)
            throws IOException {
        if (Files.exists(folder.resolve(Format.FILE))) {
            DataFolder data = new DataFolder(folder, lock, migrations.run(folder, Format.read(folder)));
            for (Path part : List.of(data.tables(), data.log())) {
                if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
                    throw new StoreException(
                            part + " is missing: restore the data folder from a backup, or choose another --data");
                }
            }
            return data;
        }
        DataFolder data = new DataFolder(folder, lock, created.get());
        data.create();
        return data;
    }

    /// Begins the folder; [#finish] ends it. In between nothing was acknowledged, so an interrupted creation is
    /// begun again.
    private void create() throws IOException {
        boolean interrupted = Files.exists(folder.resolve(Format.UNFINISHED));
        if (!interrupted && (Files.exists(tables()) || Files.exists(log()))) {
            throw new StoreException(folder.resolve(Format.FILE)
                    + " is missing: restore the data folder from a backup, or choose another --data");
        }
        format.prepare(folder);
        remove(tables());
        remove(log());
        Files.createDirectory(tables(), PosixFilePermissions.asFileAttribute(OWNER));
        Files.createDirectory(log(), PosixFilePermissions.asFileAttribute(OWNER));
        fresh = true;
    }

    /// Whether the folder is being created.
    boolean isFresh() {
        return fresh;
    }

    /// Ends the creation, when everything in the folder is there.
    void finish() throws IOException {
        if (fresh) {
            Format.publish(folder);
            fresh = false;
        }
    }

    Path tables() {
        return folder.resolve(TABLES);
    }

    Path log() {
        return folder.resolve("log");
    }

    String epoch() {
        return format.epoch();
    }

    /// Gives the folder of a temporary store another epoch.
    void changeEpoch(String epoch) throws IOException {
        Format changed = new Format(format.version(), format.created(), epoch);
        changed.replace(folder);
        format = changed;
    }

    /// Removes the data, when they were temporary.
    void remove() throws IOException {
        remove(folder);
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
