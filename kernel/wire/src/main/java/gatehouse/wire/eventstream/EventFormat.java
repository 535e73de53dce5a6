package gatehouse.wire.eventstream;

import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import java.util.function.Consumer;

/// How a protocol has structures in the payloads of events: as in its bodies. Stateless.
public interface EventFormat {
    /// What such payloads are called, such as `application/json`.
    String contentType();

    /// The members that the shape offers, in the protocol's format.
    byte[] write(Shape shape);

    /// Reads a payload: `root` is called once, with a reader of its outermost value.
    ///
    /// @throws gatehouse.wire.shape.SerializationException where it is broken or not of that shape
    void read(byte[] payload, Consumer<ShapeReader> root);
}
