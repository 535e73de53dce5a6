package gatehouse.gateway.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/// A request on an HTTP/1.1 connection.
record Http1Request(Request request, Body body) {
    /// How long a client may take to see that its request is answered.
    private static final long SEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /// How much it may still send until it sees that.
    private static final long SEEN_BYTES = 8 << 20;

    /// Ends an exchange whose answer has been sent. Where not all of the request has been read, the connection ends
    /// too, and closing it at once would reset it: the client may lose the answer (RFC 9112, section 9.6).
    void end(Callback callback) {
        // A client that waits to be told to go on would be told by reading.
        if (body.isEnded() || request.getHeaders().contains(HttpHeader.EXPECT)) {
            callback.succeeded();
            return;
        }
        Thread.ofVirtual().name("http-unread").start(() -> {
            try {
                discard(System.nanoTime() + SEEN_NANOS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            callback.succeeded();
        });
    }

    private void discard(long until) throws InterruptedException {
        long bytes = 0;
        boolean more = true;
        while (more) {
            long left = until - System.nanoTime();
            Content.Chunk chunk = request.read();
            if (chunk != null) {
                bytes += chunk.remaining();
                more = left > 0 && bytes < SEEN_BYTES && !chunk.isLast() && !Content.Chunk.isFailure(chunk);
                chunk.release();
            } else {
                CountDownLatch arrived = new CountDownLatch(1);
                request.demand(arrived::countDown);
                more = arrived.await(left, TimeUnit.NANOSECONDS);
            }
        }
    }
}
