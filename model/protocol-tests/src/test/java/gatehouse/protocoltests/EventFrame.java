package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// A message of `application/vnd.amazon.eventstream`, with its headers as plain values; a header's bytes are text after
/// `bytes:`.
///
/// Source: https://smithy.io/2.0/aws/amazon-eventstream.html
record EventFrame(Map<String, Object> headers, byte[] payload) {
    private static final int PRELUDE_BYTES = 12;
    private static final int CHECKSUM_BYTES = 4;

    /// The messages in `bytes`, each with its two checksums tried.
    static List<EventFrame> readAll(byte[] bytes) {
        List<EventFrame> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            frames.add(read(in));
        }
        return frames;
    }

    private static EventFrame read(ByteBuffer in) {
        int start = in.position();
        int total = in.getInt();
        int headersLength = in.getInt();
        assertThat(in.getInt())
                .as("checksum of the prelude")
                .isEqualTo(checksum(in, start, PRELUDE_BYTES - CHECKSUM_BYTES));
        int headersEnd = in.position() + headersLength;
        Map<String, Object> headers = new LinkedHashMap<>();
        while (in.position() < headersEnd) {
            headers.put(text(in, in.get() & 0xff), value(in));
        }
        byte[] payload = bytes(in, total - headersLength - PRELUDE_BYTES - CHECKSUM_BYTES);
        assertThat(in.getInt()).as("checksum of the message").isEqualTo(checksum(in, start, total - CHECKSUM_BYTES));
        return new EventFrame(headers, payload);
    }

    private static int checksum(ByteBuffer in, int start, int length) {
        CRC32 crc = new CRC32();
        crc.update(in.slice(start, length));
        return (int) crc.getValue();
    }

    private static Object value(ByteBuffer in) {
        return switch (in.get()) {
            case 0 -> true;
            case 1 -> false;
            case 2 -> in.get();
            case 3 -> in.getShort();
            case 4 -> in.getInt();
            case 5 -> in.getLong();
            case 6 -> plain(bytes(in, in.getShort() & 0xffff));
            case 7 -> text(in, in.getShort() & 0xffff);
            case 8 -> Instant.ofEpochMilli(in.getLong());
            default -> throw new AssertionError("a header of an unknown type");
        };
    }

    /// A header's value as AWS's cases have it, as it stands in [#headers].
    static Object plain(Object value) {
        return value instanceof byte[] bytes ? "bytes:" + new String(bytes, StandardCharsets.ISO_8859_1) : value;
    }

    private static String text(ByteBuffer in, int length) {
        return new String(bytes(in, length), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
