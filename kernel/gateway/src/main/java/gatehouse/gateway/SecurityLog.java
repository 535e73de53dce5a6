package gatehouse.gateway;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.AuthenticationFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where refused callers go that have no established account, and who unseals the server: a log that they can neither
/// flood nor write their
/// own words into. At most [#LINES_PER_SECOND_MAX] lines are written a second; the rest is only counted.
public final class SecurityLog {
    static final int LINES_PER_SECOND_MAX = 20;

    private static final Logger LOG = LoggerFactory.getLogger("gatehouse.security");

    private final InstantSource clock;
    private final LongAdder refused = new LongAdder();
    private final LongAdder unwritten = new LongAdder();
    private final AtomicLong second = new AtomicLong();
    private final AtomicLong linesInSecond = new AtomicLong();

    public SecurityLog(InstantSource clock) {
        this.clock = clock;
    }

    /// Callers refused since the start.
    public long refused() {
        return refused.sum();
    }

    /// Refusals that were counted without a line of their own.
    public long unwritten() {
        return unwritten.sum();
    }

    void refused(HttpRequest request, AuthenticationFailure.Reason reason, String requestId) {
        refused.increment();
        if (mayWrite(clock.instant())) {
            LOG.warn("refused {} {} request {}", reason, request.connection().remoteAddress(), requestId);
        } else {
            unwritten.increment();
        }
    }

    /// Notes what became of an attempt to unseal the server.
    public void unseal(String outcome, String remoteAddress) {
        if (mayWrite(clock.instant())) {
            LOG.warn("unseal {} {}", outcome, remoteAddress);
        } else {
            unwritten.increment();
        }
    }

    private boolean mayWrite(Instant now) {
        long current = now.getEpochSecond();
        long last = second.get();
        if (last != current && second.compareAndSet(last, current)) {
            linesInSecond.set(0);
        }
        return linesInSecond.incrementAndGet() <= LINES_PER_SECOND_MAX;
    }
}
