package gatehouse.wire.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.shape.Blob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagesTest {
    static List<MessageVectors.Vector> vectors() {
        return MessageVectors.all();
    }

    static List<String> broken() {
        return MessageVectors.broken();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void messagesAreWrittenAndReadAsByAwsClients(MessageVectors.Vector vector) throws IOException {
        assertThat(MessageWriter.write(vector.message())).isEqualTo(vector.bytes());
        assertSame(Objects.requireNonNull(reader(vector.bytes()).next()), vector.message());
    }

    @Test
    void messagesFollowOneAnother() throws IOException {
        GrowableBytes all = new GrowableBytes(0);
        vectors().forEach(vector -> all.put(vector.bytes()));
        // A byte at a time, as slow networks bring them.
        MessageReader reader = new MessageReader(new ByteArrayInputStream(all.toByteArray()) {
            @Override
            public int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(1, length));
            }
        });
        for (MessageVectors.Vector vector : vectors()) {
            assertSame(Objects.requireNonNull(reader.next()), vector.message());
        }
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenMessagesAreRefusedAndNothingAfterThemIsRead(String hex) {
        GrowableBytes bytes = new GrowableBytes(0).put(HexFormat.of().parseHex(hex));
        bytes.put(vectors().getFirst().bytes());
        MessageReader reader = reader(bytes.toByteArray());
        assertThatThrownBy(reader::next).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(reader::next)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("A message before this one was broken");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aStreamEndsBetweenMessagesOnly(MessageVectors.Vector vector) {
        byte[] whole = vector.bytes();
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> reader(cut).next()).hasMessage("The stream ends within a message");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00", // no name
                "0161", // no type
                "01610a", // an unknown type
                "016104000000", // half a number
                "01610700", // half a length
                "0161070002c3", // too few bytes
                "0161070001c3", // not UTF-8
                "01c300", // the same in a name
                "0561", // half a name
                "0161068000", // longer than allowed, and too few bytes
            })
    void brokenHeadersAreRefused(String hex) {
        byte[] headers = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> reader(framed(headers.length, headers)).next())
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void lengthsBeyondTheLimitsAreRefusedBeforeAnythingIsRead() {
        assertRefusedAtOnce(EventLimits.HEADERS_BYTES_MAX + 1, 0);
        assertRefusedAtOnce(0, EventLimits.RECEIVED_PAYLOAD_BYTES_MAX + 1);
        assertRefusedAtOnce(0, Integer.MAX_VALUE);
        assertRefusedAtOnce(100, -17);
    }

    private static void assertRefusedAtOnce(int headers, int payload) {
        byte[] prelude = prelude(16 + headers + payload, headers);
        InputStream in = new ByteArrayInputStream(prelude);
        assertThatThrownBy(() -> new MessageReader(in).next())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageNotContaining("ends");
    }

    @Test
    void whatIsTooLongIsNotWritten() {
        HeaderValue tooLong = new HeaderValue.Bytes(Blob.owning(new byte[EventLimits.VALUE_BYTES_MAX + 1]));
        assertThatThrownBy(() -> write(Map.of("a", tooLong), 0)).isInstanceOf(IllegalArgumentException.class);
        HeaderValue longest = new HeaderValue.Bytes(Blob.owning(new byte[EventLimits.VALUE_BYTES_MAX]));
        Map<String, HeaderValue> many = Map.of("a", longest, "b", longest, "c", longest, "d", longest);
        assertThatThrownBy(() -> write(many, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(Map.of("", longest), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(Map.of("a".repeat(256), longest), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(Map.of(), EventLimits.SENT_PAYLOAD_BYTES_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] write(Map<String, HeaderValue> headers, int payloadBytes) {
        return MessageWriter.write(new Message(headers, new byte[payloadBytes]));
    }

    private static byte[] prelude(int total, int headers) {
        GrowableBytes out = new GrowableBytes(16);
        HeaderCodec.bigEndian(total, 4, out);
        HeaderCodec.bigEndian(headers, 4, out);
        CRC32 checksum = new CRC32();
        checksum.update(out.array(), 0, 8);
        HeaderCodec.bigEndian(checksum.getValue(), 4, out);
        return out.toByteArray();
    }

    private static byte[] framed(int headersLength, byte[] rest) {
        GrowableBytes out = new GrowableBytes(64)
                .put(prelude(16 + rest.length, headersLength))
                .put(rest);
        CRC32 checksum = new CRC32();
        checksum.update(out.array(), 0, out.size());
        HeaderCodec.bigEndian(checksum.getValue(), 4, out);
        return out.toByteArray();
    }

    private static MessageReader reader(byte[] bytes) {
        return new MessageReader(new ByteArrayInputStream(bytes));
    }

    private static void assertSame(Message actual, Message expected) {
        assertThat(actual.headers()).isEqualTo(expected.headers());
        assertThat(actual.payload()).isEqualTo(expected.payload());
    }
}
