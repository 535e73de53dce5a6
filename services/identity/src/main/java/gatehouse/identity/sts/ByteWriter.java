package gatehouse.identity.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Writes the parts of a token: numbers with their high byte first, texts and blocks after their length in two bytes.
final class ByteWriter {
    private static final int BLOCK_BYTES_MAX = 0xFFFF;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    ByteWriter u8(int value) {
        out.write(value);
        return this;
    }

    ByteWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    ByteWriter i64(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            u8((int) (value >>> shift));
        }
        return this;
    }

    ByteWriter text(String text) {
        return block(text.getBytes(UTF_8));
    }

    ByteWriter block(byte[] bytes) {
        if (bytes.length > BLOCK_BYTES_MAX) {
            throw new IllegalArgumentException("a block of " + bytes.length + " bytes does not fit in a token");
        }
        u16(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
