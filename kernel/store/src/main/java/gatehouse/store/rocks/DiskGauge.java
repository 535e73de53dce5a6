package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much is free on the file system, looked up each second in the background.
final class DiskGauge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskGauge.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Path folder;
    private final FileStore files;
    private final long reserveBytes;
    private final Thread thread;
    private volatile long freeBytes;
    private volatile boolean closed;

    DiskGauge(Path folder, long reserveBytes) throws IOException {
        this.folder = folder;
        this.files = Files.getFileStore(folder);
        this.reserveBytes = reserveBytes;
        this.freeBytes = files.getUsableSpace();
        this.thread = Thread.ofPlatform().daemon().name("store-disk").start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                freeBytes = files.getUsableSpace();
            } catch (IOException e) {
                LOG.warn("cannot tell how much is free for {}", folder, e);
            }
            LockSupport.parkNanos(this, EVERY.toNanos());
        }
    }

    long freeBytes() {
        return freeBytes;
    }

    void refuseIfFull() {
        if (freeBytes < reserveBytes) {
            throw new StoreException("only " + freeBytes + " bytes are free for " + folder + ", and " + reserveBytes
                    + " are kept in reserve: make room");
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
