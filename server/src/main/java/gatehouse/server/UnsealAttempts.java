package gatehouse.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/// Bounds the attempts to unseal a server: one at a time, and after [#WRONG_MAX] wrong ones in a minute none until that
/// minute is over.
final class UnsealAttempts {
    static final int WRONG_MAX = 5;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Deque<Instant> wrong = new ArrayDeque<>();
    private boolean underWay;

    UnsealAttempts(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether an attempt may be made; then it must [#end].
    synchronized boolean begin() {
        Instant from = clock.instant().minus(WINDOW);
        while (!wrong.isEmpty() && wrong.getFirst().isBefore(from)) {
            wrong.removeFirst();
        }
        if (underWay || wrong.size() >= WRONG_MAX) {
            return false;
        }
        underWay = true;
        return true;
    }

    synchronized void end(boolean wasWrong) {
        underWay = false;
        if (wasWrong) {
            wrong.addLast(clock.instant());
        }
    }
}
