package gatehouse.wire.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gatehouse.wire.bounds.Bound;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.Things;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.SerializationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORParser;

final class CborPropertiesTest {
    private static final CBORFactory JACKSON = new CBORFactory();

    private static final Bound BOUND = Bound.of("CBOR");

    @Property
    void whatIsWrittenComesBack(@ForAll("things") Values thing) {
        assertThat(read(write(thing))).isEqualTo(thing);
    }

    @Property
    void anotherReaderUnderstandsWhatIsWritten(@ForAll("things") Values thing) {
        List<Object> tokens = new ArrayList<>();
        try (CBORParser parser = (CBORParser) JACKSON.createParser(ObjectReadContext.empty(), write(thing))) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1 && token == JsonToken.PROPERTY_NAME) {
                    tokens.add(parser.getString());
                }
            }
        }
        assertThat(tokens).containsExactlyInAnyOrderElementsOf(thing.members().keySet());
    }

    @Property
    void randomBytesAreReadOrRefused(@ForAll byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property
    void itemsInAnyOrderAreReadOrRefused(@ForAll("items") byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property
    void mutatedStructuresAreReadOrRefused(
            @ForAll("things") Values thing, @ForAll int at, @ForAll byte value, @ForAll int cut) {
        byte[] bytes = write(thing);
        bytes[Math.floorMod(at, bytes.length)] = value;
        readOrRefuse(bytes);
        readOrRefuse(Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length + 1)));
    }

    private static void readOrRefuse(byte[] bytes) {
        Throwable thrown = catchThrowable(() -> read(bytes));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(SerializationException.class);
        }
        BOUND.holdsFor(bytes.length, () -> CborMemoryTest.readOrRefuse(bytes));
    }

    private static byte[] write(Values thing) {
        GrowableBytes bytes = new GrowableBytes(64);
        new CborWriter(bytes).structure(thing);
        return bytes.toByteArray();
    }

    static Values read(byte[] bytes) {
        return CborReader.read(bytes, in -> Values.read(SampleService.THING, in));
    }

    @Provide
    Arbitrary<Values> things() {
        return Things.any();
    }

    /// Items that are whole, in a map of open length: the members' names before any of them.
    @Provide
    Arbitrary<byte[]> items() {
        Arbitrary<byte[]> names = Arbitraries.of(SampleService.THING.members()).map(member -> {
            GrowableBytes out = new GrowableBytes(16);
            new CborBuffer(out).text(member.name());
            return out.toByteArray();
        });
        Arbitrary<byte[]> heads = Arbitraries.of(Map.ofEntries(
                        Map.entry("open list", new byte[] {(byte) 0x9F}),
                        Map.entry("open map", new byte[] {(byte) 0xBF}),
                        Map.entry("open text", new byte[] {0x7F}),
                        Map.entry("open bytes", new byte[] {0x5F}),
                        Map.entry("break", new byte[] {(byte) 0xFF}),
                        Map.entry("time", new byte[] {(byte) 0xC1}),
                        Map.entry("bignum", new byte[] {(byte) 0xC2}),
                        Map.entry("fraction", new byte[] {(byte) 0xC4, (byte) 0x82}),
                        Map.entry("long list", new byte[] {(byte) 0x9A, 0x7F, 0, 0, 0}),
                        Map.entry("long text", new byte[] {0x7A, 0, 0x7F, 0, 0}),
                        Map.entry("number", new byte[] {0x18, 0x64}),
                        Map.entry("null", new byte[] {(byte) 0xF6}),
                        Map.entry("half", new byte[] {(byte) 0xF9, 0x3C, 0}),
                        Map.entry("small map", new byte[] {(byte) 0xA1}))
                .values());
        return Arbitraries.oneOf(names, heads).list().ofMaxSize(40).map(parts -> {
            GrowableBytes all = new GrowableBytes(64).put(0xBF);
            parts.forEach(all::put);
            return all.toByteArray();
        });
    }
}
