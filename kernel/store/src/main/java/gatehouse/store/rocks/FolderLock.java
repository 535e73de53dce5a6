package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Keeps a data folder to one process: the operating system takes the lock back when the process ends, however it
/// ends. The file tells who holds it.
final class FolderLock implements AutoCloseable {
    private static final int TEXT_BYTES_MAX = 32;

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    static FolderLock take(Path folder) throws IOException {
        FileChannel file = FileChannel.open(
                folder.resolve("LOCK"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean taken = false;
        try {
            if (!lock(file)) {
                throw new StoreException("another Gatehouse (process " + holder(file) + ") is using " + folder
                        + "; stop it or choose another --data");
            }
            byte[] process = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            file.truncate(0).write(ByteBuffer.wrap(process), 0);
            taken = true;
            return new FolderLock(file);
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    // The lock is not kept: it lives as long as its channel.
    private static boolean lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(TEXT_BYTES_MAX);
        file.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
