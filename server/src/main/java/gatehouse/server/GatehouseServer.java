package gatehouse.server;

import gatehouse.crypto.RootKey;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.Service;
import gatehouse.gateway.http.HttpServer;
import gatehouse.server.ServerSettings.Lifetime;
import gatehouse.server.Wiring.Foundation;
import gatehouse.server.admin.AdminService.EphemeralControls;
import gatehouse.server.tls.Tls;
import gatehouse.store.StoreSettings;
import gatehouse.store.rocks.RocksStore;
import gatehouse.wire.http.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A running server: opened, wired and listening when [#start] returns, and closed once.
public final class GatehouseServer implements AutoCloseable {
    private final ServerSettings settings;
    private final RocksStore store;
    private final Wiring wiring;
    private final RootAccount rootAccount;
    private final RootKey rootKey;
    private final AdjustableClock clock;
    private final Background background = new Background();
    private final @Nullable Tls tls;
    private final HttpServer http;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GatehouseServer(ServerSettings settings, StoreSettings storeSettings) throws IOException {
        this.settings = settings;
        this.clock = new AdjustableClock(InstantSource.system());
        SystemEntropy entropy = new SystemEntropy();
        this.store = RocksStore.open(settings.data().resolve("store"), storeSettings, clock, entropy);
        this.rootKey = RootKeys.open(store, settings.rootKey(), entropy);
        Sealer sealer = new Sealer(rootKey, entropy);
        this.wiring = new Wiring(
                settings, new Foundation(store, sealer, entropy, clock, InstantSource.system()), new Controls());
        this.rootAccount = new RootAccount(settings, store, wiring.accounts(), clock);
        rootAccount.ensure();
        this.tls = Tls.of(
                settings.tls(),
                new Tls.Origin(settings.data(), settings.host(), sealer, entropy, InstantSource.system()));
        this.http = new HttpServer(
                settings.host(),
                settings.port(),
                settings.limits(),
                handler(settings, wiring),
                tls == null ? null : tls.context());
    }

    private static HttpHandler handler(ServerSettings settings, Wiring wiring) {
        return switch (settings.lifetime()) {
            case KEPT -> wiring.gateway();
            case EPHEMERAL -> new ResetGate(wiring.gateway());
        };
    }

    /// Starts a server.
    ///
    /// @throws StartException, or the store's or root key's exception, with what to do, where it cannot start
    public static GatehouseServer start(ServerSettings settings) throws IOException {
        return start(
                settings,
                settings.lifetime() == Lifetime.EPHEMERAL ? StoreSettings.temporary() : StoreSettings.lasting());
    }

    /// With another store than an operator can choose: a test proves with it that it notices a missing sync.
    static GatehouseServer start(ServerSettings settings, StoreSettings storeSettings) throws IOException {
        makePrivate(settings.data());
        GatehouseServer server = new GatehouseServer(settings, storeSettings);
        try {
            server.listen();
        } catch (UncheckedIOException e) {
            server.close();
            throw new StartException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + " (" + e.getMessage()
                            + "). Choose another --port (0 takes any free one) or --host.",
                    e);
        }
        return server;
    }

    public ServerSettings settings() {
        return settings;
    }

    public String endpoint() {
        String host = settings.host().indexOf(':') < 0 ? settings.host() : "[" + settings.host() + "]";
        return (tls == null ? "http://" : "https://") + host + ":" + http.port();
    }

    public CredentialsFile credentialsFile() {
        return rootAccount.file();
    }

    /// Every service that is served, with its model and what of it is built.
    public List<Service> services() {
        return wiring.services();
    }

    private void listen() throws IOException {
        http.start();
        EndpointFile.write(settings.data(), endpoint());
        background.every(Duration.ofSeconds(30), "last-used dates", wiring::flush);
        background.every(Duration.ofSeconds(30), "what has become due", wiring::doWhatIsDue);
        background.every(Duration.ofSeconds(1), "reports", wiring::report);
        if (tls != null) {
            background.every(Duration.ofHours(1), "certificates", tls::refresh);
        }
        background.every(Duration.ofHours(1), "retention", wiring::retain);
    }

    /// Lets requests under way finish, writes what is pending, and closes everything. A second call does nothing.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        http.close();
        background.close();
        wiring.flush();
        store.close();
        try {
            EndpointFile.remove(settings.data());
            if (settings.lifetime() == Lifetime.EPHEMERAL) {
                Folders.delete(settings.data());
            }
        } catch (IOException e) {
            throw new StartException("cannot clean up " + settings.data() + ": " + e.getMessage(), e);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /// What an ephemeral server does when it is told to.
    private final class Controls implements EphemeralControls {
        @Override
        public void advance(Duration by) {
            clock.advance(by);
            wiring.doWhatIsDue();
        }

        @Override
        public void reset() {
            store.reset();
            clock.reset();
            RootKeys.remember(store, rootKey);
            try {
                rootAccount.ensure();
            } catch (IOException e) {
                throw new StartException("cannot make the operator's account again: " + e.getMessage(), e);
            }
        }
    }
}
