package gatehouse.wire.shape;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Events that arrive, or leave, one by one: `T` is the union of those that the model knows. Whoever has the stream
/// pulls, on a thread of its own that may block. An error that the model knows as an event is thrown as the
/// [ServiceException] that it is.
public interface EventStream<T extends Shape> extends AutoCloseable {
    /// The next event, or null where there are no more.
    ///
    /// @throws IOException where the other side is gone, or sends what is no event
    @Nullable
    T next() throws IOException;

    /// Lets go of what makes the events. It may be called before the end, and twice.
    @Override
    void close();
}
