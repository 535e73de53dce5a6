package gatehouse.server;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Counts requests under way, so that what they use can be taken away behind the last of them. Once closed it lets
/// nobody in.
final class InFlight {
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    // Two counters that only grow: read in this order, equal sums mean that nobody is inside.
    private final LongAdder left = new LongAdder();
    private final LongAdder entered = new LongAdder();
    private volatile boolean closed;

    /// Whether the caller is let in; then it must [#leave].
    boolean enter() {
        entered.increment();
        if (closed) {
            left.increment();
            return false;
        }
        return true;
    }

    void leave() {
        left.increment();
    }

    /// Lets nobody in from now on.
    void close() {
        closed = true;
    }

    /// Waits until everybody has left, which must be closed; false where that takes longer.
    boolean awaitEmpty(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (left.sum() != entered.sum()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }
}
