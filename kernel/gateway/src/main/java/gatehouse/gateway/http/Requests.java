package gatehouse.gateway.http;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From a request's head and body to its answer, the same for each version of HTTP.
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final byte[] NOTHING = {};
    private static final int EXPECTATION_FAILED = 417;
    private static final int INTERNAL_ERROR = 500;

    private final HttpHandler handler;
    private final int bodyBytesMax;
    private final Bodies bodies;

    Requests(HttpHandler handler, HttpLimits limits) {
        this.handler = handler;
        this.bodyBytesMax = limits.bodyBytesMax();
        this.bodies = new Bodies(limits.bodiesBytesMax());
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
                head.method(),
                head.rawPath(),
                head.rawQuery(),
                head.headers(),
                bodies.read(body, bytesMax(head, body)),
                head.connection());
    }

    /// The handler is asked only about bodies that say that they are larger than usual.
    private int bytesMax(HttpRequest head, Body body) {
        return body.declaredBytes() > bodyBytesMax ? Math.max(bodyBytesMax, handler.bodyBytesMax(head)) : bodyBytesMax;
    }

    HttpResponse answer(HttpRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            LOG.error("a request failed in its handler", e);
            return new HttpResponse(INTERNAL_ERROR, Headers.of(), NOTHING);
        }
    }
}
