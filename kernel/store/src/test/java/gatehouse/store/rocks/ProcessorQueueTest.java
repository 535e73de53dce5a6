package gatehouse.store.rocks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Virtual threads that find no processor are seen, and those that wait for something else are not.
@Timeout(60)
final class ProcessorQueueTest {
    private final ProcessorQueue processors = new ProcessorQueue();

    @Test
    void onlyThreadsThatCouldGoOnAreInTheQueue() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                threads.execute(() -> {
                    while (!enough.get()) {
                        Thread.onSpinWait();
                    }
                    awaitUninterrupted(end);
                });
            }
            await(() -> !processors.isEmpty());
            enough.set(true);
            await(processors::isEmpty);
            end.countDown();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(Duration.ofMillis(5));
        }
    }

    private static void awaitUninterrupted(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
