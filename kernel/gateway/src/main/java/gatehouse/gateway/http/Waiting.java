package gatehouse.gateway.http;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;

/// How long a client may still keep the server waiting.
final class Waiting {
    private static final long NOT = Long.MIN_VALUE;

    private final EndPoint endPoint;
    private final long limitNanos;
    private volatile long deadline = NOT;
    private int requests;

    Waiting(EndPoint endPoint, long limitNanos) {
        this.endPoint = endPoint;
        this.limitNanos = limitNanos;
    }

    EndPoint endPoint() {
        return endPoint;
    }

    /// The client has the whole time from now on.
    void start() {
        long until = System.nanoTime() + limitNanos;
        deadline = until == NOT ? until + 1 : until;
    }

    /// It is not the client that the server waits for.
    void pause() {
        deadline = NOT;
    }

    /// A request has begun; while one is under way, no other is waited for.
    synchronized void begin() {
        requests++;
        pause();
    }

    synchronized void end() {
        if (--requests <= 0) {
            start();
        }
    }

    void cutIfOver() {
        long until = deadline;
        if (until != NOT && System.nanoTime() - until > 0) {
            endPoint.close(new TimeoutException("the client was too slow"));
        }
    }
}
