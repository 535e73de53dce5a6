package gatehouse.wire.cbor;

import gatehouse.wire.bounds.Bodies;
import gatehouse.wire.bounds.Bound;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.shape.SerializationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CborMemoryTest {
    private static final int OPEN_MAP = 0xBF;
    private static final int OPEN_LIST = 0x9F;
    private static final int OPEN_TEXT = 0x7F;
    private static final int OPEN_BYTES = 0x5F;
    private static final int BREAK = 0xFF;

    static Stream<byte[]> bodies() {
        return Bodies.SIZES.stream().flatMap(CborMemoryTest::bodies);
    }

    private static Stream<byte[]> bodies(int size) {
        return Stream.of(
                list("Tags", size, 0xA0),
                list("Tags", size, 0xBF, 0xFF),
                list("Words", size, 0x60),
                list("Words", size, 0x61, 'x'),
                list("Words", size, 0xF6),
                list("Anything", size, 0x80),
                list("Anything", size, 0xA0),
                list("x", size, 0xA0),
                filled(size, OPEN_MAP, 0x60, 0xF6),
                filled(size, OPEN_MAP, 0x61, 'x', 0x9F),
                filled(size, 0xA1, 0x65, 'C', 'h', 'i', 'l', 'd'),
                value("KeyId", OPEN_TEXT, size, 0x60),
                value("KeyId", OPEN_TEXT, size, 0x61, 'x'),
                value("Data", OPEN_BYTES, size, 0x40),
                value("Data", OPEN_BYTES, size, 0x41, 'x'),
                value("Count", 0xC1, size, 0xC1),
                value("KeyId", 0x7A, 4, 0x7F, 0xFF, 0xFF, 0xFF),
                value("Data", 0x5A, 4, 0x7F, 0xFF, 0xFF, 0xFF),
                value("Words", 0x9A, 4, 0x7F, 0xFF, 0xFF, 0xFF),
                value("Context", 0xBA, 4, 0x7F, 0xFF, 0xFF, 0xFF),
                entries(size));
    }

    /// A map whose member is a list of those bytes again and again.
    private static byte[] list(String member, int size, int... part) {
        return value(member, OPEN_LIST, size, part);
    }

    private static byte[] value(String member, int first, int size, int... part) {
        GrowableBytes out = new GrowableBytes(size + 64).put(OPEN_MAP);
        new CborBuffer(out).text(member);
        out.put(first);
        repeated(out, size, part);
        return out.put(BREAK).put(BREAK).toByteArray();
    }

    private static byte[] filled(int size, int... part) {
        GrowableBytes out = new GrowableBytes(size + 64);
        repeated(out, size, part);
        return out.toByteArray();
    }

    private static void repeated(GrowableBytes out, int size, int... part) {
        while (out.size() + part.length <= size) {
            for (int each : part) {
                out.put(each);
            }
        }
    }

    /// A map of many names to the same.
    private static byte[] entries(int size) {
        GrowableBytes out = new GrowableBytes(size + 64).put(OPEN_MAP);
        CborBuffer cbor = new CborBuffer(out);
        cbor.text("Context");
        out.put(OPEN_MAP);
        for (int i = 0; out.size() < size; i++) {
            cbor.text(Integer.toString(i));
            cbor.text("");
        }
        return out.put(BREAK).put(BREAK).toByteArray();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void memoryIsTakenInProportionToTheBody(byte[] body) {
        Bound.of("CBOR").holdsFor(body.length, () -> readOrRefuse(body));
    }

    static void readOrRefuse(byte[] body) {
        try {
            CborPropertiesTest.read(body);
        } catch (SerializationException _) {
            // Refused.
        }
    }
}
