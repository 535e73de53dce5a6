package gatehouse.server;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Service;
import gatehouse.server.RootKeys.Opened;
import gatehouse.server.Wiring.Foundation;
import gatehouse.server.admin.AdminService.EphemeralControls;
import gatehouse.store.Store;
import gatehouse.wire.http.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// All of a server that knows its secrets: made when it is unsealed, and gone when it is sealed.
final class Unsealed {
    private final Wiring wiring;
    private final RootAccount rootAccount;
    private final Rekeying rekeying;
    private final HttpHandler handler;
    private final Background background = new Background();
    private final Background resealing = new Background();
    private final Runnable sealed;

    /// What stays, sealed or not. `gate` stands before it; `beside` are services that others make; `sealed`
    /// is told when the secrets go.
    record Ground(
            ServerSettings settings,
            Store store,
            RootKeys rootKeys,
            Entropy entropy,
            InstantSource clock,
            InstantSource wallClock,
            SecurityLog securityLog,
            SealGate gate,
            EphemeralControls controls,
            List<Service> beside,
            Runnable sealed) {}

    /// Takes the keys: they are erased where it fails, and by [#close].
    Unsealed(Ground ground, Opened keys) throws IOException {
        this.sealed = ground.sealed();
        Sealer sealer = new Sealer(keys.keyring(), ground.entropy());
        this.rekeying = new Rekeying(ground, keys, sealer);
        this.wiring = new Wiring(
                ground.settings(),
                new Foundation(
                        ground.store(),
                        sealer,
                        ground.entropy(),
                        ground.clock(),
                        ground.wallClock(),
                        ground.securityLog(),
                        ground.beside()),
                ground.controls(),
                rekeying);
        this.rootAccount = new RootAccount(ground.settings(), ground.store(), wiring.accounts(), ground.clock());
        this.handler = switch (ground.settings().lifetime()) {
            case KEPT -> wiring.gateway();
            case EPHEMERAL -> new ResetGate(wiring.gateway());
        };
        rootAccount.ensure();
    }

    /// Begins the work that no request waits for.
    void begin() {
        background.every(Duration.ofSeconds(30), "last-used dates", wiring::flush);
        background.every(Duration.ofSeconds(30), "what has become due", wiring::doWhatIsDue);
        background.every(Duration.ofSeconds(1), "what calls of IAM began", wiring::endWhatCallsBegan);
        background.every(Duration.ofHours(1), "retention", wiring::retain);
        resealing.every(Duration.ofSeconds(1), "sealing anew", rekeying::continueResealing);
    }

    HttpHandler handler() {
        return handler;
    }

    Wiring wiring() {
        return wiring;
    }

    Sealer sealer() {
        return rekeying.sealer();
    }

    void ensureRootAccount() throws IOException {
        rootAccount.ensure();
    }

    /// Writes what is pending, and erases every key. No request is under way any more.
    void close() {
        rekeying.stop();
        resealing.close();
        background.close();
        wiring.flush();
        wiring.forgetSecrets();
        sealed.run();
        rekeying.erase();
    }
}
