package gatehouse.store.log.segment;

import gatehouse.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The background thread that loads what the last run left, and turns full ranges into segments.
final class Sealer {
    /// So many ranges are sealed even if they hold few entries (each restart may leave one).
    static final int RANGES_MAX = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    /// After a failure (the disk is full, say) it tries again.
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final SegmentLog log;
    private final SegmentWriter writer;
    private final Thread thread;
    private volatile boolean stopping;

    Sealer(SegmentLog log, SegmentWriter writer) {
        this.log = log;
        this.writer = writer;
        this.thread = Thread.ofPlatform().daemon().name("store-sealer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    boolean isStopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
        wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            loadAndSeal();
        } finally {
            log.tailParts().forEach(TailPart::abandon);
        }
    }

    private void loadAndSeal() {
        while (!stopping) {
            try {
                log.tailParts().forEach(TailPart::load);
                List<TailPart> parts = log.toSeal();
                if (parts.isEmpty()) {
                    LockSupport.park(this);
                } else {
                    seal(parts);
                }
            } catch (IOException | StoreException e) {
                if (!stopping) {
                    LOG.error("a segment of the event log could not be sealed; trying again in {}", RETRY, e);
                    LockSupport.parkNanos(this, RETRY.toNanos());
                }
            }
        }
    }

    private void seal(List<TailPart> parts) throws IOException {
        List<TailPart> held = new ArrayList<>();
        try {
            for (TailPart part : parts) {
                if (!part.hold()) {
                    // A reset is under way.
                    return;
                }
                held.add(part);
            }
            SegmentInfo info = writer.write(parts);
            if (info != null) {
                log.sealed(info, parts);
            }
        } finally {
            held.forEach(LogPart::release);
        }
    }
}
