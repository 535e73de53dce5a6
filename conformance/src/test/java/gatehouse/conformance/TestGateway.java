package gatehouse.conformance;

import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.Gateway;
import gatehouse.gateway.GatewayParts;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Service;
import gatehouse.gateway.http.HttpLimits;
import gatehouse.gateway.http.HttpServer;
import gatehouse.store.Store;
import gatehouse.store.StoreSettings;
import gatehouse.store.rocks.RocksStore;
import gatehouse.wire.http.HttpHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The gateway behind HTTP with a test's own services, for one caller: [Root].
public final class TestGateway implements AutoCloseable {
    private final Store store;
    private final HttpServer http;

    /// A gateway with something before it that sees each request.
    public TestGateway(Path folder, List<Service> services, HttpLimits limits, UnaryOperator<HttpHandler> before)
            throws IOException {
        this(folder, services, limits, before, null);
    }

    /// The same with TLS, or without where it is null.
    public TestGateway(
            Path folder,
            List<Service> services,
            HttpLimits limits,
            UnaryOperator<HttpHandler> before,
            @Nullable SSLContext tls)
            throws IOException {
        SystemEntropy entropy = new SystemEntropy();
        InstantSource clock = InstantSource.system();
        store = RocksStore.open(folder, StoreSettings.temporary().unsafeWithoutSync(), clock, entropy);
        Gateway gateway = new Gateway(
                new GatewayParts(store, new Root(), entropy, clock, clock, new SecurityLog(clock), 0), services);
        http = new HttpServer("127.0.0.1", 0, limits, before.apply(gateway), tls);
        http.start();
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        store.close();
    }
}
