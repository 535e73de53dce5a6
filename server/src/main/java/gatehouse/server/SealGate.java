package gatehouse.server;

import gatehouse.crypto.RootKeyException;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.WrongRootSecretException;
import gatehouse.gateway.SecurityLog;
import gatehouse.gateway.Standby;
import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands before everything that needs the server's secrets. While the server is sealed nothing behind it exists: only
/// the health and the unsealing are answered, all else is told that the service is unavailable.
final class SealGate implements HttpHandler {
    /// What requests under way have before the secrets are erased under them.
    private static final Duration DRAIN_MAX = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SealGate.class);

    private final Standby standby;
    private final Opener opener;
    private final SecurityLog securityLog;
    private final UnsealAttempts attempts;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile State state = new State.Sealed();

    SealGate(Standby standby, Opener opener, SecurityLog securityLog, InstantSource wallClock) {
        this.standby = standby;
        this.opener = opener;
        this.securityLog = securityLog;
        this.attempts = new UnsealAttempts(wallClock);
    }

    /// Builds all that needs the secrets.
    @FunctionalInterface
    interface Opener {
        /// @throws WrongRootSecretException where that passphrase, or PIN, is wrong
        Unsealed open(SecretBytes secret) throws IOException;
    }

    private sealed interface State {
        record Sealed() implements State {}

        record Sealing() implements State {}

        record Open(Unsealed unsealed, InFlight inFlight) implements State {}
    }

    /// Lets requests through to `unsealed`.
    void open(Unsealed unsealed) {
        changing.lock();
        try {
            state = new State.Open(unsealed, new InFlight());
        } finally {
            changing.unlock();
        }
    }

    /// What is behind the gate; null while it is sealed.
    @Nullable
    Unsealed unsealed() {
        return state instanceof State.Open open ? open.unsealed : null;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        while (state instanceof State.Open open) {
            if (open.inFlight.enter()) {
                try {
                    return open.unsealed.handler().handle(request);
                } finally {
                    open.inFlight.leave();
                }
            }
        }
        if (Standby.asksHealth(request)) {
            return Standby.health(state instanceof State.Sealing ? "sealing" : "sealed");
        }
        if (!Standby.asksUnseal(request)) {
            return standby.unavailable(request);
        }
        try {
            return unseal(request);
        } finally {
            Arrays.fill(request.body(), (byte) 0);
        }
    }

    @Override
    public boolean takesStream(HttpRequest head) {
        return state instanceof State.Open open && open.unsealed.handler().takesStream(head);
    }

    @Override
    public int bodyBytesMax(HttpRequest head) {
        return state instanceof State.Open open ? open.unsealed.handler().bodyBytesMax(head) : 0;
    }

    /// Returns when all requests that were under way have ended; false where that takes longer, or the gate is closed.
    boolean awaitEarlier(Duration atMost) {
        InFlight earlier;
        changing.lock();
        try {
            if (!(state instanceof State.Open open)) {
                return false;
            }
            earlier = open.inFlight;
            state = new State.Open(open.unsealed, new InFlight());
            earlier.close();
        } finally {
            changing.unlock();
        }
        return earlier.awaitEmpty(atMost);
    }

    /// Lets nobody in any more, and erases the secrets behind the requests under way: when this returns, new requests
    /// are refused; the rest happens meanwhile.
    void seal() {
        State.Open sealing = shut(new State.Sealing());
        if (sealing != null) {
            Thread.ofPlatform().name("seal").start(() -> erase(sealing));
        }
    }

    /// The same for a server that ends, and all of it.
    void close() {
        State.Open closing = shut(new State.Sealed());
        if (closing != null) {
            closing.inFlight.awaitEmpty(DRAIN_MAX);
            closing.unsealed.close();
        }
    }

    private State.@Nullable Open shut(State next) {
        changing.lock();
        try {
            if (!(state instanceof State.Open open)) {
                return null;
            }
            state = next;
            open.inFlight.close();
            return open;
        } finally {
            changing.unlock();
        }
    }

    private void erase(State.Open sealing) {
        if (!sealing.inFlight.awaitEmpty(DRAIN_MAX)) {
            LOG.warn("sealed before all requests under way had ended");
        }
        sealing.unsealed.close();
        state = new State.Sealed();
        // What cannot be overwritten, such as strings, is garbage now: it shall not wait for memory to run short.
        System.gc();
        LOG.info("the server is sealed");
    }

    private HttpResponse unseal(HttpRequest request) {
        String from = request.connection().remoteAddress();
        if (!request.connection().secure() && !isLoopback(from)) {
            securityLog.unseal("refused without TLS", from);
            return standby.refusal(
                    400,
                    "InsecureTransportException",
                    "A passphrase is taken over TLS or from this machine only. Start the server with --tls.");
        }
        if (!attempts.begin()) {
            securityLog.unseal("refused as too frequent", from);
            return standby.refusal(
                    400,
                    "TooManyAttemptsException",
                    "There were too many attempts to unseal, or one is under way. Try again in a minute.");
        }
        SecretBytes secret = SecretBytes.owning(request.body());
        boolean wrong = false;
        try {
            if (!(state instanceof State.Sealed)) {
                return standby.unavailable(request); // It is being sealed, or somebody else was quicker.
            }
            return unseal(secret, from);
        } catch (WrongRootSecretException e) {
            wrong = true;
            securityLog.unseal("refused as wrong", from);
            return standby.refusal(400, "WrongPassphraseException", String.valueOf(e.getMessage()));
        } catch (RootKeyException | StartException e) {
            return standby.refusal(500, "RootKeyException", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.error("the server cannot be unsealed", e);
            return standby.refusal(500, "InternalFailure", "The server cannot be unsealed: its log says why.");
        } finally {
            attempts.end(wrong);
        }
    }

    private HttpResponse unseal(SecretBytes secret, String from) throws IOException {
        open(opener.open(secret));
        securityLog.unseal("done", from);
        return Standby.unsealed();
    }

    private static boolean isLoopback(String address) {
        try {
            // It is an address already: nothing is looked up.
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
