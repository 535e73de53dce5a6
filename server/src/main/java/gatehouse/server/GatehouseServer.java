package gatehouse.server;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Service;
import gatehouse.gateway.Standby;
import gatehouse.gateway.http.HttpServer;
import gatehouse.server.RootKeys.Opened;
import gatehouse.server.ServerSettings.Lifetime;
import gatehouse.server.ServerTables.StoredKeyring;
import gatehouse.server.Unsealed.Ground;
import gatehouse.server.admin.AdminService.EphemeralControls;
import gatehouse.server.tls.Tls;
import gatehouse.store.StoreSettings;
import gatehouse.store.rocks.RocksStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A running server: opened, wired and listening when [#start] returns, and closed once.
public final class GatehouseServer implements AutoCloseable {
    private final ServerSettings settings;
    private final List<Service> beside;
    private final RocksStore store;
    private final AdjustableClock clock;
    private final RootKeys rootKeys;
    private final Entropy entropy = new SystemEntropy();
    private final SecurityLog securityLog;
    private final SealGate gate;
    private final Background background = new Background();
    private final @Nullable Tls tls;
    private final HttpServer http;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GatehouseServer(ServerSettings settings, StoreSettings storeSettings, List<Service> beside)
            throws IOException {
        this.settings = settings;
        this.beside = List.copyOf(beside);
        this.clock = new AdjustableClock(InstantSource.system());
        this.store = RocksStore.open(settings.data().resolve("store"), storeSettings, clock, entropy);
        this.rootKeys = new RootKeys(store, settings.rootKey(), entropy);
        this.securityLog = new SecurityLog(clock);
        this.gate = new SealGate(new Standby(entropy), this::unseal, securityLog, InstantSource.system());
        Unsealed opened = switch (settings.rootKey().start()) {
            case UNSEALED -> unsealed(rootKeys.open());
            case SEALED -> {
                rootKeys.requireUnsealable();
                yield null;
            }
        };
        Sealer sealer = opened == null ? null : opened.sealer();
        this.tls = Tls.of(
                settings.tls(),
                new Tls.Origin(settings.data(), settings.host(), sealer, entropy, InstantSource.system()));
        this.http = new HttpServer(
                settings.host(), settings.port(), settings.limits(), gate, tls == null ? null : tls.context());
        if (opened != null) {
            gate.open(opened);
            opened.begin();
        }
    }

    private Unsealed unsealed(Opened keys) throws IOException {
        return new Unsealed(
                new Ground(
                        settings,
                        store,
                        rootKeys,
                        entropy,
                        clock,
                        InstantSource.system(),
                        securityLog,
                        gate,
                        new Controls(),
                        beside,
                        this::sealed),
                keys);
    }

    /// Opens what a sealed server needs to serve.
    private Unsealed unseal(SecretBytes secret) throws IOException {
        Unsealed opened = unsealed(rootKeys.unseal(secret));
        if (tls != null) {
            tls.unsealed(opened.sealer());
        }
        opened.begin();
        return opened;
    }

    private void sealed() {
        if (tls != null) {
            tls.sealed();
        }
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
        return start(settings, storeSettings, List.of());
    }

    /// With services beside its own, in the place of those that are not built yet: a test's.
    static GatehouseServer start(ServerSettings settings, StoreSettings storeSettings, List<Service> beside)
            throws IOException {
        makePrivate(settings.data());
        GatehouseServer server = new GatehouseServer(settings, storeSettings, beside);
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
        return new CredentialsFile(settings.data());
    }

    /// Every service that is served, with its model and what of it is built.
    public List<Service> services() {
        return unsealed().wiring().services();
    }

    /// Whether the server serves nothing until somebody unseals it.
    public boolean isSealed() {
        return gate.unsealed() == null;
    }

    private Unsealed unsealed() {
        Unsealed now = gate.unsealed();
        if (now == null) {
            throw new IllegalStateException("the server is sealed");
        }
        return now;
    }

    private void listen() throws IOException {
        http.start();
        EndpointFile.write(settings.data(), endpoint());
        if (tls != null) {
            background.every(Duration.ofHours(1), "certificates", tls::refresh);
        }
    }

    /// Lets requests under way finish, writes what is pending, and closes everything. A second call does nothing.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        http.close();
        background.close();
        gate.close();
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
            unsealed().wiring().doWhatIsDue();
        }

        @Override
        public void reset() {
            StoredKeyring keyring = Objects.requireNonNull(RootKeys.stored(store.begin()));
            store.reset();
            clock.reset();
            rootKeys.remember(keyring);
            try {
                unsealed().ensureRootAccount();
            } catch (IOException e) {
                throw new StartException("cannot make the operator's account again: " + e.getMessage(), e);
            }
        }
    }
}
