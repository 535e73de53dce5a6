package gatehouse.gateway.http;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
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
                .shutdownGracePeriod(limits.drain())
                .connectionOptions(socket ->
                        socket.readTimeout(limits.read()).tcpNoDelay(true).socketKeepAlive(true))
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(limits.headersBytesMax())
                        .maxPrologueLength(limits.headersBytesMax())
                        .validatePath(false)
                        .build())
                .routing(routing -> routing.any(this::serve))
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
        byte[] body = body(request);
        if (body == null) {
            response.status(Status.REQUEST_ENTITY_TOO_LARGE_413);
            response.header(HeaderNames.CONNECTION, "close");
            response.send(EMPTY);
            return;
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
    private byte @Nullable [] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return EMPTY;
        }
        long declared = request.headers().contentLength().orElse(-1);
        if (declared > limits.bodyBytesMax()) {
            return null;
        }
        try (InputStream in = request.content().inputStream()) {
            return declared >= 0 ? exactly(in, (int) declared) : atMost(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] body = new byte[length];
        int read = in.readNBytes(body, 0, length);
        return read == length ? body : Arrays.copyOf(body, read);
    }

    private byte @Nullable [] atMost(InputStream in) throws IOException {
        byte[] body = in.readNBytes(limits.bodyBytesMax() + 1);
        return body.length > limits.bodyBytesMax() ? null : body;
    }
}
