package gatehouse.gateway.http;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From a request's head and body to its answer, the same for each version of HTTP.
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final byte[] NOTHING = {};
    private static final int SMALL_BODY_BYTES_MAX = 16 << 10;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int EXPECTATION_FAILED = 417;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final HttpHandler handler;
    private final int bodyBytesMax;
    private final Semaphore largeBodies;

    Requests(HttpHandler handler, HttpLimits limits) {
        this.handler = handler;
        this.bodyBytesMax = limits.bodyBytesMax();
        this.largeBodies = new Semaphore(limits.largeBodiesMax());
    }

    /// @throws Refusal where the client expects more than to be told to go on with its body
    static void requireExpectation(HttpRequest head) throws Refusal {
        String expected = head.headers().first("expect");
        if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
            throw new Refusal(EXPECTATION_FAILED, "nothing but 100-continue can be expected");
        }
    }

    /// What the handler works on: the head as it is, or with the whole body, or with its stream.
    ///
    /// @throws Refusal where the body is not taken
    HttpRequest whole(HttpRequest head, @Nullable Body body) throws IOException {
        if (body == null) {
            return head;
        }
        if (handler.takesStream(head)) {
            body.paceBySteps();
            return new HttpRequest(
                    head.method(), head.rawPath(), head.rawQuery(), head.headers(), NOTHING, body, head.connection());
        }
        return new HttpRequest(
                head.method(), head.rawPath(), head.rawQuery(), head.headers(), bytes(body), head.connection());
    }

    HttpResponse answer(HttpRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            LOG.error("a request failed in its handler", e);
            return new HttpResponse(INTERNAL_ERROR, Headers.of(), NOTHING);
        }
    }

    /// The whole body. What it takes grows with what has arrived, not with what was announced.
    private byte[] bytes(Body body) throws IOException {
        long declared = body.declaredBytes();
        if (declared > bodyBytesMax) {
            throw new Refusal(CONTENT_TOO_LARGE, "the body is too large");
        }
        if (declared >= 0 && declared <= SMALL_BODY_BYTES_MAX) {
            return exactly(body, (int) declared);
        }
        if (!largeBodies.tryAcquire()) {
            throw new Refusal(UNAVAILABLE, "too many large bodies at once");
        }
        try {
            return declared >= 0 ? exactly(body, (int) declared) : atMost(body);
        } finally {
            largeBodies.release();
        }
    }

    private static byte[] exactly(Body body, int length) throws IOException {
        byte[] bytes = body.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body is shorter than declared");
        }
        return bytes;
    }

    private byte[] atMost(Body body) throws IOException {
        byte[] bytes = body.readNBytes(bodyBytesMax + 1);
        if (bytes.length > bodyBytesMax) {
            throw new Refusal(CONTENT_TOO_LARGE, "the body is too large");
        }
        return bytes;
    }
}
