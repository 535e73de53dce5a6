package gatehouse.gateway.http;

import gatehouse.wire.http.PacedBody;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.shape.CommonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Blocker;
import org.jspecify.annotations.Nullable;

/// A request's body as it arrives. The first read tells a client that waits for `100 Continue` to go on.
final class Body extends InputStream implements PacedBody {
    private static final int TIMEOUT = 408;

    /// A streamed body has the whole time again for each so many bytes: nobody holds a connection with single bytes.
    private static final int STEP_BYTES = 64 << 10;

    private final Content.Source source;
    private final Blocker.Shared blocking = new Blocker.Shared();
    private final long idleNanos;
    private final LongSupplier nanoTime;
    private long declaredBytes;
    private boolean stepwise;
    private Content.@Nullable Chunk chunk;
    private long readBytes;
    private long stepBytes;
    private long waitedNanos;
    private boolean ended;
    private volatile boolean sawEnd;

    Body(Content.Source source, long idleNanos) {
        this(source, idleNanos, System::nanoTime);
    }

    Body(Content.Source source, long idleNanos, LongSupplier nanoTime) {
        this.source = source;
        this.idleNanos = idleNanos;
        this.nanoTime = nanoTime;
    }

    /// Says what the head announces, so many bytes or [Framing#CHUNKED]; returns whether there may be a body. Where
    /// frames end it, HTTP/2 may have a body of which nothing is announced.
    boolean begin(long announcedBytes, HttpVersion version) throws IOException {
        declaredBytes = announcedBytes;
        if (announcedBytes == Framing.NO_BODY && version == HttpVersion.HTTP_2) {
            declaredBytes = Framing.CHUNKED;
            take(source.read());
            return !ended;
        }
        ended = announcedBytes == Framing.NO_BODY;
        return !ended;
    }

    /// How many bytes were announced, or [Framing#CHUNKED].
    long declaredBytes() {
        return declaredBytes;
    }

    /// Whether all of it has been read.
    boolean isEnded() {
        return ended;
    }

    /// Whether nothing of it can still come; without waiting.
    boolean isOver() {
        if (!sawEnd && ended) {
            Content.Chunk next = source.read();
            if (next != null) {
                sawEnd = next.isLast();
                next.release();
            }
        }
        return sawEnd;
    }

    /// From now on each step of the body has the whole time, and so has each message in it: until then all of it has
    /// it together.
    void paceBySteps() {
        stepwise = true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (chunk == null && !ended) {
            take(source.read());
            if (chunk == null && !ended) {
                await();
            }
        }
        Content.Chunk here = chunk;
        if (here == null) {
            return -1;
        }
        int count = here.get(into, offset, length);
        readBytes += count;
        if (!here.hasRemaining()) {
            sawEnd = here.isLast();
            ended = sawEnd || readBytes == declaredBytes;
            here.release();
            chunk = null;
        }
        progress(count);
        return count;
    }

    private void take(Content.@Nullable Chunk next) throws IOException {
        if (next == null) {
            return;
        }
        if (Content.Chunk.isFailure(next)) {
            Throwable failure = next.getFailure();
            throw failure instanceof TimeoutException
                    ? tooSlow("the body does not come")
                    : new IOException("the body broke off", failure);
        }
        if (next.hasRemaining()) {
            chunk = next;
        } else {
            sawEnd = next.isLast();
            ended = sawEnd;
            next.release();
        }
    }

    private void await() throws IOException {
        long before = nanoTime.getAsLong();
        try (Blocker.Runnable arrived = blocking.runnable()) {
            source.demand(arrived);
            arrived.block();
        }
        waitedNanos += nanoTime.getAsLong() - before;
        if (waitedNanos > idleNanos) {
            throw tooSlow("the body came too slowly");
        }
    }

    /// Whoever reads a stream can tell the client in words of its protocol; nobody else knows that protocol.
    private IOException tooSlow(String reason) {
        return stepwise
                ? new RejectedBodyException(CommonException.sender("RequestTimeout", TIMEOUT, reason))
                : new Refusal(TIMEOUT, reason);
    }

    private void progress(int count) {
        stepBytes += count;
        if (stepwise && stepBytes >= STEP_BYTES) {
            beginAnew();
        }
    }

    @Override
    public void beginAnew() {
        stepBytes = 0;
        waitedNanos = 0;
    }

    /// Lets go of what it holds. Does not read the rest: whoever answers decides what becomes of it.
    @Override
    public void close() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }
}
