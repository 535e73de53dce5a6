package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Platform threads for blocking native calls, which would otherwise hold the carrier of a virtual thread.
final class BlockingPool implements AutoCloseable {
    private static final int WAITING_MAX = 4096;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    BlockingPool(String name, int threadsMax) {
        this.threads = new ThreadPoolExecutor(
                threadsMax,
                threadsMax,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().daemon().name(name, 0).factory(),
                BlockingPool::waitForRoom);
        threads.allowCoreThreadTimeOut(true);
    }

    private static void waitForRoom(Runnable task, ThreadPoolExecutor pool) {
        if (pool.isShutdown()) {
            throw new RejectedExecutionException();
        }
        try {
            pool.getQueue().put(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the disk", e);
        }
    }

    /// Runs the task on the pool and waits for its end, whatever interrupts.
    <T> T call(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        try {
            threads.execute(future);
        } catch (RejectedExecutionException e) {
            throw new StoreException("the store is closed", e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new StoreException("a read failed", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits for what runs; what comes later is refused.
    @Override
    public void close() {
        threads.close();
    }
}
