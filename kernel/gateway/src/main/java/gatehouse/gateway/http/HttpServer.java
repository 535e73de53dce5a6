package gatehouse.gateway.http;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Serves HTTP on one address: a virtual thread per connection, requests as they came, answers as they are.
public final class HttpServer implements AutoCloseable {
    private static final byte[] EMPTY = {};

    private final HttpLimits limits;
    private final Function<HttpRequest, HttpResponse> handler;
    private final WebServer server;

    /// A server that is not started yet. Port 0 takes any free one.
    public HttpServer(String host, int port, HttpLimits limits, Function<HttpRequest, HttpResponse> handler) {
        this.limits = limits;
        this.handler = handler;
        this.server = WebServer.builder()
                .host(host)
                .port(port)
                .backlog(4096)
                .shutdownHook(false)
                .maxPayloadSize(limits.bodyBytesMax())
                .maxTcpConnections(limits.connectionsMax())
                .idleConnectionTimeout(limits.idle())
                .idleConnectionPeriod(limits.idle().dividedBy(4))
                .shutdownGracePeriod(limits.drain())
                .connectionOptions(socket -> socket.tcpNoDelay(true).socketKeepAlive(true))
                .directHandlers(Refusals.all())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(new TimedConnections(http1(limits), limits.idle()))
                .routing(routing -> routing.any(this::serve))
                .build();
    }

    private static ServerConnectionSelector http1(HttpLimits limits) {
        return Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxHeadersSize(limits.headersBytesMax())
                        .maxPrologueLength(limits.headersBytesMax())
                        .validatePath(false)
                        .build())
                .build();
    }

    public void start() {
        server.start();
    }

    public int port() {
        return server.port();
    }

    /// Stops taking requests and waits for those under way.
    @Override
    public void close() {
        server.stop();
    }

    private void serve(ServerRequest request, ServerResponse response) {
        if (!Framing.isClear(request.headers())) {
            throw refused(response, Status.BAD_REQUEST_400);
        }
        byte[] body;
        try {
            body = body(request);
        } catch (IOException | UncheckedIOException | IllegalArgumentException | InsufficientDataAvailableException _) {
            // The client broke off, or its chunks cannot be read.
            throw refused(response, Status.BAD_REQUEST_400);
        }
        if (body == null) {
            throw refused(response, Status.REQUEST_ENTITY_TOO_LARGE_413);
        }
        HttpResponse answer = handler.apply(new HttpRequest(
                request.prologue().method().text(),
                request.prologue().uriPath().rawPath(),
                request.prologue().query().rawValue(),
                headers(request),
                body,
                connection(request)));
        send(answer, response);
    }

    /// Answers with the status alone; what it returns closes the connection, of which nobody knows where the next
    /// request would begin.
    private static CloseConnectionException refused(ServerResponse response, Status status) {
        response.status(status);
        response.header(HeaderNames.CONNECTION, "close");
        response.send(EMPTY);
        return new CloseConnectionException("the request is refused: " + status);
    }

    private static void send(HttpResponse answer, ServerResponse response) {
        response.status(answer.status());
        for (int i = 0; i < answer.headers().size(); i++) {
            response.header(
                    HeaderNames.create(answer.headers().name(i)),
                    answer.headers().value(i));
        }
        response.send(answer.body());
    }

    private static Headers headers(ServerRequest request) {
        Headers.Builder headers = new Headers.Builder();
        for (Header header : request.headers()) {
            String name = header.headerName().lowerCase();
            if (header.valueCount() == 1) {
                headers.add(name, header.get());
                continue;
            }
            for (String value : header.allValues()) {
                headers.add(name, value);
            }
        }
        return headers.build();
    }

    private static HttpRequest.Connection connection(ServerRequest request) {
        InetSocketAddress remote = (InetSocketAddress) request.remotePeer().address();
        return new HttpRequest.Connection(remote.getAddress().getHostAddress(), request.isSecure());
    }

    /// The whole body, or null where it is larger than the limit.
    private byte @Nullable [] body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return EMPTY;
        }
        long declared = request.headers().contentLength().orElse(-1);
        if (declared > limits.bodyBytesMax()) {
            return null;
        }
        // Closing it would read the rest of what is refused.
        InputStream in = request.content().inputStream();
        return declared >= 0 ? exactly(in, (int) declared) : atMost(in);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] body = new byte[length];
        if (in.readNBytes(body, 0, length) < length) {
            throw new EOFException("the body is shorter than declared");
        }
        return body;
    }

    private byte @Nullable [] atMost(InputStream in) throws IOException {
        byte[] body = in.readNBytes(limits.bodyBytesMax() + 1);
        return body.length > limits.bodyBytesMax() ? null : body;
    }
}
