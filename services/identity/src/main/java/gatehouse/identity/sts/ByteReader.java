package gatehouse.identity.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Reads what a [ByteWriter] wrote.
final class ByteReader {
    private final ByteBuffer in;

    ByteReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    int u8() {
        return Byte.toUnsignedInt(in.get());
    }

    int u16() {
        return Short.toUnsignedInt(in.getShort());
    }

    long i64() {
        return in.getLong();
    }

    String text() {
        return new String(block(), UTF_8);
    }

    byte[] block() {
        byte[] bytes = new byte[u16()];
        in.get(bytes);
        return bytes;
    }
}
