package gatehouse.wire.eventstream;

import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import java.util.function.Function;

/// How a protocol has structures in the payloads of events: as in its bodies. Stateless.
public interface EventFormat {
    /// What such payloads are called, such as `application/json`.
    String contentType();

    /// The members that the shape offers, in the protocol's format.
    byte[] write(Shape shape);

    /// Reads a payload.
    ///
    /// @throws gatehouse.wire.shape.SerializationException where it is broken or not of that shape
    <T> T read(byte[] payload, Function<ShapeReader, T> shape);
}
