package gatehouse.keys.kms;

import gatehouse.crypto.SecretBytes;
import java.util.concurrent.atomic.AtomicInteger;

/// A secret in the clear that several threads may hold at once. It is erased when the last of them lets go, so that
/// nobody ever works with erased bytes. Used in `try`.
final class OpenedSecret implements AutoCloseable {
    private final SecretBytes secret;
    private final AtomicInteger holders = new AtomicInteger(1);

    /// Held by its maker.
    OpenedSecret(SecretBytes secret) {
        this.secret = secret;
    }

    /// Holds it once more; false where it is erased already.
    boolean hold() {
        int seen = holders.get();
        while (seen > 0) {
            if (holders.compareAndSet(seen, seen + 1)) {
                return true;
            }
            seen = holders.get();
        }
        return false;
    }

    /// The bytes, not to be used after [#close].
    SecretBytes secret() {
        return secret;
    }

    @Override
    public void close() {
        if (holders.decrementAndGet() == 0) {
            secret.erase();
        }
    }

    @Override
    public String toString() {
        return "OpenedSecret";
    }
}
