package gatehouse.wire.eventstream;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.shape.Blob;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Headers in their binary form.
final class HeaderCodec {
    private static final int TRUE = 0;
    private static final int FALSE = 1;
    private static final int INT8 = 2;
    private static final int INT16 = 3;
    private static final int INT32 = 4;
    private static final int INT64 = 5;
    private static final int BYTES = 6;
    private static final int TEXT = 7;
    private static final int TIMESTAMP = 8;
    private static final int UUID_BYTES = 9;

    private HeaderCodec() {}

    static void write(Map<String, HeaderValue> headers, GrowableBytes out) {
        headers.forEach((name, value) -> {
            byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
            if (encoded.length == 0 || encoded.length > EventLimits.NAME_BYTES_MAX) {
                throw new IllegalArgumentException("a header's name of " + encoded.length + " bytes");
            }
            out.put(encoded.length).put(encoded);
            write(value, out);
        });
    }

    private static void write(HeaderValue value, GrowableBytes out) {
        switch (value) {
            case HeaderValue.Bool bool -> out.put(bool.value() ? TRUE : FALSE);
            case HeaderValue.Int8 number -> bigEndian(number.value(), 1, out.put(INT8));
            case HeaderValue.Int16 number -> bigEndian(number.value(), 2, out.put(INT16));
            case HeaderValue.Int32 number -> bigEndian(number.value(), 4, out.put(INT32));
            case HeaderValue.Int64 number -> bigEndian(number.value(), 8, out.put(INT64));
            case HeaderValue.Bytes bytes -> string(bytes.value().bytesUncopied(), out.put(BYTES));
            case HeaderValue.Text text -> string(text.value().getBytes(StandardCharsets.UTF_8), out.put(TEXT));
            case HeaderValue.Timestamp time -> bigEndian(time.value().toEpochMilli(), 8, out.put(TIMESTAMP));
            case HeaderValue.Uuid uuid -> {
                bigEndian(uuid.value().getMostSignificantBits(), 8, out.put(UUID_BYTES));
                bigEndian(uuid.value().getLeastSignificantBits(), 8, out);
            }
        }
    }

    private static void string(byte[] some, GrowableBytes out) {
        if (some.length > EventLimits.VALUE_BYTES_MAX) {
            throw new IllegalArgumentException("a header of " + some.length + " bytes");
        }
        bigEndian(some.length, 2, out);
        out.put(some);
    }

    static void bigEndian(long value, int count, GrowableBytes out) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            out.put((int) (value >>> shift));
        }
    }

    /// Reads the first `length` bytes, which must be whole headers with different names.
    static Map<String, HeaderValue> read(byte[] bytes, int length) throws MalformedMessageException {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        try {
            while (in.hasRemaining()) {
                int nameBytes = in.get() & 0xFF;
                if (nameBytes == 0) {
                    throw new MalformedMessageException("A header has no name");
                }
                if (headers.put(text(take(in, nameBytes)), value(in)) != null) {
                    throw new MalformedMessageException("A header is there twice");
                }
            }
        } catch (BufferUnderflowException _) {
            throw new MalformedMessageException("A header ends too early");
        }
        return headers;
    }

    private static HeaderValue value(ByteBuffer in) throws MalformedMessageException {
        int type = in.get();
        return switch (type) {
            case TRUE -> new HeaderValue.Bool(true);
            case FALSE -> new HeaderValue.Bool(false);
            case INT8 -> new HeaderValue.Int8(in.get());
            case INT16 -> new HeaderValue.Int16(in.getShort());
            case INT32 -> new HeaderValue.Int32(in.getInt());
            case INT64 -> new HeaderValue.Int64(in.getLong());
            case BYTES -> {
                ByteBuffer some = string(in);
                byte[] copy = new byte[some.remaining()];
                some.get(copy);
                yield new HeaderValue.Bytes(Blob.owning(copy));
            }
            case TEXT -> new HeaderValue.Text(text(string(in)));
            case TIMESTAMP -> new HeaderValue.Timestamp(time(in.getLong()));
            case UUID_BYTES -> new HeaderValue.Uuid(new UUID(in.getLong(), in.getLong()));
            default -> throw new MalformedMessageException("A header has the unknown type " + type);
        };
    }

    private static Instant time(long millis) throws MalformedMessageException {
        try {
            return Instant.ofEpochMilli(millis);
        } catch (DateTimeException _) {
            throw new MalformedMessageException("A header has an impossible time");
        }
    }

    private static ByteBuffer string(ByteBuffer in) throws MalformedMessageException {
        int length = in.getShort() & 0xFFFF;
        if (length > EventLimits.VALUE_BYTES_MAX) {
            throw new MalformedMessageException("A header has more than " + EventLimits.VALUE_BYTES_MAX + " bytes");
        }
        return take(in, length);
    }

    private static ByteBuffer take(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        int start = in.position();
        in.position(start + length);
        return in.slice(start, length);
    }

    private static String text(ByteBuffer in) throws MalformedMessageException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException _) {
            throw new MalformedMessageException("A header is not UTF-8");
        }
    }
}
