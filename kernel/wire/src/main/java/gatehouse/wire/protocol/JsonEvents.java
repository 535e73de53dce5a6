package gatehouse.wire.protocol;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.eventstream.EventFormat;
import gatehouse.wire.json.JsonReader;
import gatehouse.wire.json.JsonWriter;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import java.util.function.Consumer;

/// Events whose payloads are JSON, of AWS JSON and of REST JSON alike.
final class JsonEvents implements EventFormat {
    private static final int TYPICAL_BYTES = 256;

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] write(Shape shape) {
        GrowableBytes bytes = new GrowableBytes(TYPICAL_BYTES);
        new JsonWriter(new JsonBuffer(bytes), null).object(shape);
        return bytes.toByteArray();
    }

    @Override
    public void read(byte[] payload, Consumer<ShapeReader> root) {
        JsonReader.read(payload, reader -> {
            root.accept(reader);
            return reader;
        });
    }
}
