package gatehouse.server;

import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.http.HttpServer;
import gatehouse.store.rocks.RocksStore;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

/// Loads what takes longest while the command line is being read: a start is as long as its longest chain, not the sum
/// of all. Nothing waits for these threads; what they have not loaded yet is loaded where it is used.
final class HeadStart {
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private HeadStart() {}

    static void begin() {
        start("store", RocksStore::prepare);
        start("crypto", SystemEntropy::new);
        start("http", HeadStart::http);
    }

    /// While one thread sets up logging, the others' loggers record all that libraries say at every level.
    private static void http() {
        while (LoggerFactory.getILoggerFactory() instanceof SubstituteLoggerFactory) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        HttpServer.prepare();
    }

    private static void start(String name, Runnable work) {
        Thread.ofPlatform()
                .daemon()
                .name("head-start-" + name)
                .uncaughtExceptionHandler(HeadStart::failed)
                .start(work);
    }

    /// A command line that is wrong ends the process while a thread still loads: that is no news. Any other failure is.
    private static void failed(Thread thread, Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if ("Shutdown in progress".equals(each.getMessage())) {
                return;
            }
        }
        // Only now: a start must not wait for the log to be loaded.
        LoggerFactory.getLogger(HeadStart.class).error("{} failed", thread.getName(), failure);
    }
}
