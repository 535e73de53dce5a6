package gatehouse.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.Things;
import gatehouse.wire.sample.Values;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// JSON that was valid before something was done to it, and JSON of any pieces.
final class JsonFuzzTest {
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\u0041",
            "\\ud800",
            "\\udc00",
            "\\u0000",
            "\\x",
            "null",
            "true",
            "false",
            "NaN",
            "\"NaN\"",
            "-",
            "-0",
            "01",
            "1.",
            ".5",
            "1e999",
            "1e-999",
            "1E+2147483648",
            "99999999999999999999",
            "-9223372036854775809",
            "1.5",
            "\"KeyId\":",
            "\"Count\":",
            "\"Big\":",
            "\"Ratio\":",
            "\"Flag\":",
            "\"At\":",
            "\"Data\":",
            "\"Tags\":[",
            "\"Words\":[",
            "\"Context\":{",
            "\"Child\":{",
            "\"Anything\":",
            "\"__type\":",
            "\"A=\"",
            "\"====\"",
            "\"AQ==\"",
            "//",
            "/*",
            " ",
            "\t",
            "\n",
            "\r",
            "\u0000",
            "\uFEFF",
            "\u00A0",
            "é",
            "😀",
            "'");

    @Provide
    Arbitrary<Values> things() {
        return Things.any();
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(TOKENS).list().ofMaxSize(25).map(tokens -> "{" + String.join("", tokens) + "}");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenComesBack(@ForAll("things") Values thing) {
        assertThat(JsonReader.<Values>read(written(thing), in -> Values.read(SampleService.THING, in)))
                .isEqualTo(thing);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void changedBodiesAreReadOrRefused(@ForAll("things") Values thing, @ForAll Random random) {
        String body = new String(written(thing), UTF_8);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int from = random.nextInt(body.length() + 1);
            int to = Math.clamp(from + random.nextInt(41) - 20, 0, body.length());
            String token = random.nextBoolean() ? "" : TOKENS.get(random.nextInt(TOKENS.size()));
            body = body.substring(0, Math.max(from, to)) + token + body.substring(Math.min(from, to));
        }
        assertReadOrRefused(body.getBytes(UTF_8));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void piecesAreReadOrRefused(@ForAll("tokens") String body) {
        assertReadOrRefused(body.getBytes(UTF_8));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void changedBytesAreReadOrRefused(@ForAll("things") Values thing, @ForAll int at, @ForAll byte value) {
        byte[] body = written(thing);
        body[Math.floorMod(at, body.length)] = value;
        assertReadOrRefused(body);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyBytesAreReadOrRefused(@ForAll byte[] body) {
        assertReadOrRefused(body);
    }

    private static void assertReadOrRefused(byte[] body) {
        assertThatCode(() -> JsonMemoryTest.readOrRefuse(body)).doesNotThrowAnyException();
        assertThatCode(() -> JsonMemoryTest.readStrictlyOrRefuse(body)).doesNotThrowAnyException();
    }

    private static byte[] written(Values thing) {
        GrowableBytes out = new GrowableBytes(256);
        new JsonWriter(new JsonBuffer(out), null).object(thing);
        return out.toByteArray();
    }
}
