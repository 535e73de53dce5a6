package gatehouse.crypto;

import java.security.GeneralSecurityException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Lends objects that cost more to make than to use, and that one thread at a time may use. There are never more
/// than threads that compute at once.
public final class Pool<T> {
    private final Maker<T> maker;
    private final ConcurrentLinkedQueue<T> idle = new ConcurrentLinkedQueue<>();

    public Pool(Maker<T> maker) {
        this.maker = maker;
    }

    /// Makes another object.
    @FunctionalInterface
    public interface Maker<T> {
        T make() throws GeneralSecurityException;
    }

    /// An object for the caller alone. Who does not give it back leaves it to the garbage collector: right after a
    /// failure, when nobody knows its state.
    public T take() throws GeneralSecurityException {
        @Nullable T known = idle.poll();
        return known == null ? maker.make() : known;
    }

    public void giveBack(T object) {
        idle.add(object);
    }
}
