package gatehouse.wire.rest;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.eventstream.EventFormat;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import java.util.function.Consumer;

/// Events whose payloads are as the operation's bodies.
record BodyEvents(BodyFormat format, Operation<?, ?> operation) implements EventFormat {
    private static final int TYPICAL_BYTES = 256;

    @Override
    public String contentType() {
        return format.contentType();
    }

    @Override
    public byte[] write(Shape shape) {
        GrowableBytes out = new GrowableBytes(TYPICAL_BYTES);
        format.writeDocument(operation, shape, out);
        return out.toByteArray();
    }

    @Override
    public void read(byte[] payload, Consumer<ShapeReader> root) {
        format.read(payload, null, root);
    }
}
