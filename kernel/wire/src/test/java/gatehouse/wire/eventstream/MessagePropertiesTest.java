package gatehouse.wire.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gatehouse.wire.bounds.Bound;
import gatehouse.wire.shape.Blob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class MessagePropertiesTest {
    private static final Bound BOUND = Bound.of("event frame");

    @Property
    void whatIsWrittenComesBack(@ForAll("messages") Message message) throws IOException {
        MessageReader reader = new MessageReader(new ByteArrayInputStream(MessageWriter.write(message)));
        Message read = Objects.requireNonNull(reader.next());
        assertThat(read.headers()).isEqualTo(message.headers());
        assertThat(read.payload()).isEqualTo(message.payload());
        assertThat(reader.next()).isNull();
    }

    @Property
    void aChangedByteIsNoticed(@ForAll("messages") Message message, @ForAll int at, @ForAll byte mask) {
        byte[] bytes = MessageWriter.write(message);
        bytes[Math.floorMod(at, bytes.length)] ^= mask == 0 ? 1 : mask;
        assertThat(catchThrowable(() -> readAll(bytes))).isInstanceOf(MalformedMessageException.class);
    }

    @Property
    void randomBytesAreRefused(@ForAll byte[] bytes) {
        Throwable thrown = catchThrowable(() -> readAll(bytes));
        BOUND.holdsFor(bytes.length, () -> MessageMemoryTest.readOrRefuse(bytes));
        assertThat(thrown == null).isEqualTo(bytes.length == 0);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Property
    void randomHeadersAreReadOrRefused(@ForAll byte[] bytes) {
        Throwable thrown = catchThrowable(() -> HeaderCodec.read(bytes, bytes.length));
        BOUND.holdsFor(bytes.length, () -> MessageMemoryTest.readHeadersOrRefuse(bytes));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(MalformedMessageException.class);
        }
    }

    static void readAll(byte[] bytes) throws IOException {
        MessageReader reader = new MessageReader(new ByteArrayInputStream(bytes));
        while (reader.next() != null) {
            // All messages, one after the other.
        }
    }

    @Provide
    Arbitrary<Message> messages() {
        Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20);
        Arbitrary<byte[]> payloads = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        return Combinators.combine(Arbitraries.maps(names, values()).ofMaxSize(8), payloads)
                .as(Message::new);
    }

    private static Arbitrary<HeaderValue> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(true, false).map(HeaderValue.Bool::new),
                Arbitraries.bytes().map(HeaderValue.Int8::new),
                Arbitraries.shorts().map(HeaderValue.Int16::new),
                Arbitraries.integers().map(HeaderValue.Int32::new),
                Arbitraries.longs().map(HeaderValue.Int64::new),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMaxSize(50)
                        .map(each -> new HeaderValue.Bytes(Blob.copyOf(each))),
                Arbitraries.strings().ascii().ofMaxLength(50).map(HeaderValue.Text::new),
                Arbitraries.longs().map(each -> new HeaderValue.Timestamp(Instant.ofEpochMilli(each))),
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                        .as((high, low) -> new HeaderValue.Uuid(new UUID(high, low))));
    }
}
