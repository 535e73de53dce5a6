package gatehouse.server;

import gatehouse.crypto.Keyring;
import gatehouse.crypto.RootKey;
import gatehouse.crypto.RootKeySource.Made;
import gatehouse.crypto.RootLock.Source;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.CommonErrors;
import gatehouse.model.gatehouse.RootKeyBusyException;
import gatehouse.model.gatehouse.RootKeyUnsuitableException;
import gatehouse.server.RootKeys.Opened;
import gatehouse.server.ServerTables.StoredKeyring;
import gatehouse.server.Unsealed.Ground;
import gatehouse.server.admin.RootKeyControl;
import gatehouse.server.tls.Tls;
import gatehouse.store.ConflictException;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The keyring of a server that runs: seals it under another root key, begins another generation, and retires the old
/// one when nothing is sealed under it any more.
///
/// A change is one record, written with the call's audit record: a crash leaves the old keyring or the new one.
final class Rekeying implements RootKeyControl {
    private static final Duration DRAIN_MAX = Duration.ofMinutes(10);
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofMinutes(1);

    private final Ground ground;
    private final Sealer sealer;
    private final Resealing resealing;
    private volatile RootKey rootKey;
    private volatile Keyring keyring;
    private volatile @Nullable Keyring replaced;
    private volatile boolean stopped;
    private Instant notBefore = Instant.MIN;

    Rekeying(Ground ground, Opened keys, Sealer sealer) {
        this.ground = ground;
        this.sealer = sealer;
        this.rootKey = keys.rootKey();
        this.keyring = keys.keyring();
        this.resealing = new Resealing(ground.store(), sealer, Wiring.SEALED);
    }

    Sealer sealer() {
        return sealer;
    }

    @Override
    public Status status(View view) {
        StoredKeyring stored = Objects.requireNonNull(RootKeys.stored(view));
        Keyring now = keyring;
        return new Status(
                stored.keyId(),
                Objects.requireNonNull(stored.lock()),
                now.newest(),
                now.oldest(),
                resealing.progress(view, now.newest()));
    }

    @Override
    public void demandSealable(View view) {
        if (RootKeys.source(view) == Source.FILE) {
            throw new RootKeyUnsuitableException(ground.rootKeys().fileUnsealsItself()
                    + " Change the root key first: ./gatehouse root-key change passphrase");
        }
    }

    @Override
    public Made make(Choice choice) throws IOException {
        return ground.rootKeys().make(choice, rootKey.keyId());
    }

    @Override
    public void change(Transaction transaction, Made made) {
        StoredKeyring stored = current(transaction);
        Keyring opened = open(stored);
        try {
            transaction.put(ServerTables.ROOT_KEY, ground.rootKeys().sealed(opened, made));
        } finally {
            opened.erase();
        }
    }

    @Override
    public void changed(Made made) {
        RootKey old = rootKey;
        rootKey = made.key();
        old.erase();
    }

    @Override
    public Keyring rotate(Transaction transaction) {
        StoredKeyring stored = current(transaction);
        Keyring opened = open(stored);
        try {
            if (opened.oldest() != opened.newest()) {
                throw new RootKeyBusyException("Generation " + opened.newest() + " is not everywhere yet: wait until"
                        + " ./gatehouse root-key status shows one generation.");
            }
            Keyring next = opened.withNext(ground.entropy());
            transaction.put(ServerTables.ROOT_KEY, stored(stored, next));
            return next;
        } finally {
            opened.erase();
        }
    }

    @Override
    public void rotated(Keyring next) {
        adopt(next);
    }

    @Override
    public void seal() {
        ground.gate().seal();
    }

    /// Seals anew what is sealed under an old generation, and retires that. Returns at once where there is none.
    void continueResealing() {
        Keyring now = keyring;
        if (now.oldest() == now.newest() || ground.clock().instant().isBefore(notBefore)) {
            return;
        }
        try {
            // Who began before the new generation may still write seals of the old one.
            if (!awaitEarlier() || !resealing.run(now.newest(), () -> stopped)) {
                return;
            }
            Tls.reseal(ground.settings().data(), sealer, ground.entropy());
            // Who began before the last seal was written may have read the old one and not opened it yet.
            if (awaitEarlier() && resealing.isComplete(() -> stopped)) {
                retire();
                awaitEarlier();
            }
        } catch (IOException e) {
            notBefore = ground.clock().instant().plus(AGAIN_AFTER_FAILURE);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            notBefore = ground.clock().instant().plus(AGAIN_AFTER_FAILURE);
            throw e;
        }
    }

    /// Waits for the requests that may use the keyring before this one, and erases that.
    private boolean awaitEarlier() {
        Keyring old = replaced;
        if (!ground.gate().awaitEarlier(DRAIN_MAX)) {
            return false;
        }
        if (old != null) {
            old.erase();
        }
        return true;
    }

    private void retire() {
        Transaction transaction = ground.store().begin();
        StoredKeyring stored = current(transaction);
        Keyring opened = open(stored);
        Keyring next = opened.withoutOld();
        transaction.put(ServerTables.ROOT_KEY, stored(stored, next));
        transaction.delete(ServerTables.RESEALING, ServerTables.resealing());
        try {
            ground.store()
                    .commit(
                            transaction,
                            List.of(RetireEvent.of(
                                    ground.settings().account(),
                                    next.newest(),
                                    ground.clock().instant(),
                                    ground.entropy().uuid())));
        } catch (ConflictException _) {
            next.erase();
            return; // The root key has been changed meanwhile: the next run comes back to it.
        } finally {
            opened.erase();
        }
        adopt(next);
    }

    private void adopt(Keyring next) {
        Keyring old = keyring;
        keyring = next;
        sealer.use(next);
        replaced = old;
    }

    private StoredKeyring stored(StoredKeyring before, Keyring next) {
        return new StoredKeyring(before.keyId(), before.lock(), next.sealedUnder(rootKey, ground.entropy()));
    }

    private StoredKeyring current(Transaction transaction) {
        StoredKeyring stored = Objects.requireNonNull(RootKeys.stored(transaction));
        if (!stored.keyId().equals(rootKey.keyId())) {
            throw CommonErrors.serviceUnavailable("The root key is being changed. Try again.");
        }
        return stored;
    }

    private Keyring open(StoredKeyring stored) {
        return Keyring.open(Objects.requireNonNull(stored.sealedKeyring()), rootKey, ground.entropy());
    }

    void stop() {
        stopped = true;
    }

    void erase() {
        Keyring old = replaced;
        if (old != null) {
            old.erase();
        }
        keyring.erase();
        rootKey.erase();
    }
}
