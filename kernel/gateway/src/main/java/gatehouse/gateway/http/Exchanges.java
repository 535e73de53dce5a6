package gatehouse.gateway.http;

import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.io.IOException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Takes requests from the HTTP server, each on a thread of its own, and gives it their answers.
final class Exchanges extends Handler.Abstract {
    private static final int BAD_REQUEST = 400;

    private final Requests requests;
    private final Watch watch;
    private final long idleNanos;
    private volatile boolean stopping;

    Exchanges(HttpHandler handler, HttpLimits limits, Watch watch) {
        this.requests = new Requests(handler, limits);
        this.watch = watch;
        this.idleNanos = limits.idle().toNanos();
    }

    /// From now on each answer is its connection's last.
    void stopSoon() {
        stopping = true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // Without it the server ends a request whose handler works for long and neither reads nor writes.
        request.addIdleTimeoutListener(_ -> false);
        Body body = new Body(request, idleNanos);
        Consumer<Callback> last = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
                ? new Http2Request(request, body)::end
                : new Http1Request(request, body)::end;
        Ending ending = new Ending(watch, watch.begin(request), callback, last);
        try (body) {
            exchange(request, response, body, ending);
        } catch (Refusal e) {
            refuse(e.status(), request, response, ending);
        } catch (IOException e) {
            if (stopping) {
                // The stop broke off, not the client: it must not hear that its request was wrong.
                ending.failed(e);
            } else {
                refuse(BAD_REQUEST, request, response, ending);
            }
        }
        return true;
    }

    private void exchange(Request request, Response response, Body body, Ending ending) throws IOException {
        HttpVersion version = request.getConnectionMetaData().getHttpVersion();
        HttpRequest head = Heads.of(request);
        Requests.requireExpectation(head);
        boolean hasBody = body.begin(Framing.bodyBytes(head.headers()), version);
        HttpResponse answer = requests.answer(hasBody ? requests.whole(head, body) : head);
        if (version == HttpVersion.HTTP_1_1 && (stopping || (hasBody && !body.isEnded()))) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        ending.answering();
        new Answers(head.method(), answer, response).send(ending);
    }

    private static void refuse(int status, Request request, Response response, Ending ending) {
        ending.answering();
        response.setStatus(status);
        Refusals.refuse(request, response, ending);
    }
}
