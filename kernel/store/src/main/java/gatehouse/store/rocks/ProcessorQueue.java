package gatehouse.store.rocks;

import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/// The virtual threads that could go on if a processor were free.
final class ProcessorQueue {
    private boolean asked;
    private volatile @Nullable VirtualThreadSchedulerMXBean scheduler;

    /// Whether nobody waits for a processor. The first who ask are told so at once: to learn it takes a tenth of a
    /// second, once.
    boolean isEmpty() {
        if (!asked) {
            asked = true;
            Thread.ofPlatform().daemon().name("store-scheduler").start(this::find);
        }
        VirtualThreadSchedulerMXBean found = scheduler;
        return found == null || found.getQueuedVirtualThreadCount() <= 0;
    }

    private void find() {
        scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    }
}
