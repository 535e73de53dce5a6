package gatehouse.wire.protocol;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.cbor.CborReader;
import gatehouse.wire.cbor.CborWriter;
import gatehouse.wire.eventstream.EventFormat;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import java.util.function.Consumer;

/// Events whose payloads are CBOR.
final class CborEvents implements EventFormat {
    private static final int TYPICAL_BYTES = 256;

    @Override
    public String contentType() {
        return "application/cbor";
    }

    @Override
    public byte[] write(Shape shape) {
        GrowableBytes bytes = new GrowableBytes(TYPICAL_BYTES);
        new CborWriter(bytes).structure(shape);
        return bytes.toByteArray();
    }

    @Override
    public void read(byte[] payload, Consumer<ShapeReader> root) {
        CborReader.read(payload, reader -> {
            root.accept(reader);
            return reader;
        });
    }
}
