package gatehouse.gateway.http;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpHandler;
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
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Semaphore;

/// Serves HTTP on one address: a virtual thread per connection, requests as they came, answers as they are.
public final class HttpServer implements AutoCloseable {
    private static final byte[] EMPTY = {};
    private static final int SMALL_BODY_BYTES_MAX = 16 << 10;

    /// Larger bodies that may arrive at once: others are told to come again, so that memory stays bounded.
    private static final int LARGE_BODIES_MAX = 128;

    private final HttpLimits limits;
    private final HttpHandler handler;
    private final WebServer server;
    private final Semaphore largeBodies = new Semaphore(LARGE_BODIES_MAX);
    private final InetSocketAddress address;
    private volatile boolean stopping;

    /// A server that is not started yet. Port 0 takes any free one.
    public HttpServer(String host, int port, HttpLimits limits, HttpHandler handler) {
        this.limits = limits;
        this.handler = handler;
        this.address = new InetSocketAddress(host, port);
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

    /// Loads what every server needs, so that making one later takes less time. Optional, and for any thread.
    @SuppressWarnings("resource") // It never listens, so there is nothing to close.
    public static void prepare() {
        HttpServer _ = new HttpServer("127.0.0.1", 0, HttpLimits.DEFAULT, request -> {
            throw new IllegalStateException("this server never listens");
        });
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

    /// Listens.
    ///
    /// @throws UncheckedIOException where it cannot: the port is taken, or the address is not this machine's
    public void start() {
        requireFree();
        server.start();
        if (!server.isRunning()) {
            throw new UncheckedIOException("Address already in use", new BindException());
        }
    }

    /// The HTTP server would only log that it cannot listen, and go on.
    private void requireFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(address);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    public int port() {
        return server.port();
    }

    /// Stops taking requests and waits for those under way.
    @Override
    public void close() {
        stopping = true;
        server.stop();
    }

    private void serve(ServerRequest request, ServerResponse response) {
        if (!Framing.isClear(request.headers())) {
            throw refused(response, Status.BAD_REQUEST_400);
        }
        byte[] body;
        try {
            body = body(request);
        } catch (Refusal e) {
            throw refused(response, e.status);
        } catch (IOException | UncheckedIOException | IllegalArgumentException | InsufficientDataAvailableException _) {
            if (stopping) {
                // The stop broke off, not the client: it must not hear that its request was wrong.
                throw new CloseConnectionException("stopped before the request was here");
            }
            // The client broke off, or its chunks cannot be read.
            throw refused(response, Status.BAD_REQUEST_400);
        }
        HttpResponse answer = handler.handle(new HttpRequest(
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

    /// The whole body. What it takes grows with what has arrived, not with what was announced.
    private byte[] body(ServerRequest request) throws IOException, Refusal {
        if (!request.content().hasEntity()) {
            return EMPTY;
        }
        long declared = request.headers().contentLength().orElse(-1);
        if (declared > limits.bodyBytesMax()) {
            throw new Refusal(Status.REQUEST_ENTITY_TOO_LARGE_413);
        }
        // Closing it would read the rest of what is refused.
        InputStream in = request.content().inputStream();
        if (declared >= 0 && declared <= SMALL_BODY_BYTES_MAX) {
            return exactly(in, (int) declared);
        }
        if (!largeBodies.tryAcquire()) {
            throw new Refusal(Status.SERVICE_UNAVAILABLE_503);
        }
        try {
            return declared >= 0 ? exactly(in, (int) declared) : atMost(in);
        } finally {
            largeBodies.release();
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body is shorter than declared");
        }
        return body;
    }

    private byte[] atMost(InputStream in) throws IOException, Refusal {
        byte[] body = in.readNBytes(limits.bodyBytesMax() + 1);
        if (body.length > limits.bodyBytesMax()) {
            throw new Refusal(Status.REQUEST_ENTITY_TOO_LARGE_413);
        }
        return body;
    }

    /// Why a body is not taken.
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Status status;

        private Refusal(Status status) {
            super(status.text(), null, false, false);
            this.status = status;
        }
    }
}
