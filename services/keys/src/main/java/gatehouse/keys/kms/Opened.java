package gatehouse.keys.kms;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A secret in the clear that several threads may hold at once. It is erased when the last of them lets go, so that
/// nobody ever works with erased bytes. Used in `try`.
final class Opened<T> implements AutoCloseable {
    private final T secret;
    private final Consumer<T> eraser;
    private final AtomicInteger holders = new AtomicInteger(1);

    /// Held by its maker.
    Opened(T secret, Consumer<T> eraser) {
        this.secret = secret;
        this.eraser = eraser;
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

    /// The secret, not to be used after [#close].
    T secret() {
        return secret;
    }

    @Override
    public void close() {
        if (holders.decrementAndGet() == 0) {
            eraser.accept(secret);
        }
    }

    @Override
    public String toString() {
        return "Opened";
    }
}
