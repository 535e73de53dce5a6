package gatehouse.gateway.http;

import gatehouse.wire.http.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves HTTP/1.1 and HTTP/2 on one address, over TLS where it is given a context: a virtual thread per request,
/// requests as they came, answers as they are.
///
/// Connections speak HTTP/2 where the client begins with its preface; over TLS both can agree on it before (ALPN).
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BACKLOG = 4096;

    /// They only wait for what arrives; requests have virtual threads.
    private static final int PLATFORM_THREADS_MAX = 8;

    private static final int POOLED_BUFFER_BYTES_MAX = 64 << 10;

    /// What the pool of buffers keeps, on the heap and outside of it.
    private static final int POOLED_BYTES_MAX = 16 << 20;

    private final InetSocketAddress address;
    private final HttpLimits limits;
    private final Watch watch;
    private final Exchanges exchanges;
    private final Server server;
    private final ServerConnector connector;

    /// A server that is not started yet. Port 0 takes any free one.
    public HttpServer(String host, int port, HttpLimits limits, HttpHandler handler, @Nullable SSLContext tls) {
        this.address = new InetSocketAddress(host, port);
        this.limits = limits;
        this.watch = new Watch(limits);
        this.exchanges = new Exchanges(handler, limits, watch);
        this.server = new Server(threads(), null, buffers());
        server.setHandler(new Draining(exchanges));
        server.setErrorHandler(new Refusals());
        server.setStopTimeout(limits.drain().toMillis());
        this.connector = new ServerConnector(server, 0, 1, Protocols.of(limits, tls));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.addBean(watch);
        connector.addBean(new NetworkConnectionLimit(limits.connectionsMax(), connector));
        server.addConnector(connector);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS_MAX, 2);
        threads.setName("http");
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory()));
        return threads;
    }

    private static ArrayByteBufferPool buffers() {
        return new ArrayByteBufferPool(
                0, -1, POOLED_BUFFER_BYTES_MAX, Integer.MAX_VALUE, POOLED_BYTES_MAX, POOLED_BYTES_MAX);
    }

    /// Loads what every server needs, so that making one later takes less time. Optional, and for any thread.
    @SuppressWarnings("resource") // It never listens, so there is nothing to close.
    public static void prepare() {
        HttpServer _ = new HttpServer(
                "127.0.0.1",
                0,
                HttpLimits.DEFAULT,
                request -> {
                    throw new IllegalStateException("this server never listens");
                },
                null);
    }

    /// Listens.
    ///
    /// @throws UncheckedIOException where it cannot: the port is taken, or the address is not this machine's
    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        } catch (Exception e) {
            throw new IllegalStateException("HTTP cannot be served on " + address, e);
        }
        watch.start();
    }

    public int port() {
        return connector.getLocalPort();
    }

    /// Stops taking requests and waits for those under way.
    @Override
    public void close() {
        exchanges.stopSoon();
        watch.close();
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("requests under way were cut off after {}: {}", limits.drain(), e.toString());
        }
    }
}
