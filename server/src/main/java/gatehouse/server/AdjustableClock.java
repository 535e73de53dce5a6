package gatehouse.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The services' time: real time, plus what an ephemeral server was told to advance. It never goes back, except to
/// real time by [#reset].
public final class AdjustableClock implements InstantSource {
    private final InstantSource wallClock;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public AdjustableClock(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    @Override
    public Instant instant() {
        return wallClock.instant().plus(ahead.get());
    }

    public void advance(Duration by) {
        ahead.accumulateAndGet(by, Duration::plus);
    }

    public void reset() {
        ahead.set(Duration.ZERO);
    }
}
