package gatehouse.wire.eventstream;

import gatehouse.wire.bounds.Bodies;
import gatehouse.wire.bounds.Bound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MessageMemoryTest {
    private static final byte[] NOTHING = {};

    static Stream<byte[]> frames() {
        return Bodies.SIZES.stream().flatMap(MessageMemoryTest::frames);
    }

    private static Stream<byte[]> frames(int size) {
        return Stream.of(
                headers(Math.min(size, EventLimits.HEADERS_BYTES_MAX), new HeaderValue.Bool(true)),
                headers(Math.min(size, EventLimits.HEADERS_BYTES_MAX), new HeaderValue.Int64(1)),
                headers(Math.min(size, EventLimits.HEADERS_BYTES_MAX), new HeaderValue.Text("")),
                MessageWriter.write(new Message(Map.of(), new byte[size])),
                many(size),
                promise(size));
    }

    /// A message of as many headers as fit.
    private static byte[] headers(int size, HeaderValue value) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        int each = MessageWriter.write(new Message(Map.of("x", value), NOTHING)).length
                - MessageWriter.write(new Message(Map.of(), NOTHING)).length
                + 4;
        for (int i = 0; i < size / each; i++) {
            headers.put(Integer.toString(i, Character.MAX_RADIX), value);
        }
        return MessageWriter.write(new Message(headers, NOTHING));
    }

    /// Many messages of nothing.
    private static byte[] many(int size) {
        byte[] one = MessageWriter.write(new Message(Map.of(), NOTHING));
        ByteBuffer all = ByteBuffer.allocate(size / one.length * one.length);
        while (all.hasRemaining()) {
            all.put(one);
        }
        return all.array();
    }

    /// A beginning that promises the greatest payload of which only this much comes.
    private static byte[] promise(int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size)
                .putInt(EventLimits.RECEIVED_PAYLOAD_BYTES_MAX + MessageWriter.OVERHEAD_BYTES)
                .putInt(0);
        CRC32 checksum = new CRC32();
        checksum.update(bytes.array(), 0, MessageWriter.LENGTHS_BYTES);
        return bytes.putInt((int) checksum.getValue()).array();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void memoryIsTakenInProportionToTheFrames(byte[] frames) {
        Bound.of("event frame").holdsFor(frames.length, () -> readOrRefuse(frames));
    }

    static void readHeadersOrRefuse(byte[] headers) {
        try {
            HeaderCodec.read(headers, headers.length);
        } catch (MalformedMessageException _) {
            // Refused.
        }
    }

    static void readOrRefuse(byte[] frames) {
        try {
            MessagePropertiesTest.readAll(frames);
        } catch (MalformedMessageException _) {
            // Refused.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
