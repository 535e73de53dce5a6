package gatehouse.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.bounds.Bodies;
import gatehouse.wire.bounds.Bound;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.SerializationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonMemoryTest {
    static Stream<String> bodies() {
        return Bodies.SIZES.stream().flatMap(JsonMemoryTest::bodies);
    }

    static Stream<String> bodies(int size) {
        return Stream.of(
                Bodies.filled(size, "", "{\"Child\":", ""),
                Bodies.filled(size, "{\"x\":", "[", ""),
                Bodies.filled(size, "{\"Anything\":", "{\"\":", ""),
                Bodies.filled(size, "{", "\"p%d\":0,", "\"\":0}"),
                Bodies.filled(size, "{", "\"\":{},", "\"\":0}"),
                Bodies.filled(size, "{", "\"Count\":0,", "\"\":0}"),
                Bodies.filled(size, "{\"Words\":[", "\"\",", "\"\"]}"),
                Bodies.filled(size, "{\"Words\":[", "null,", "\"\"]}"),
                Bodies.filled(size, "{\"Tags\":[", "{},", "{}]}"),
                Bodies.filled(size, "{\"Tags\":[", "{\"TagKey\":\"\"},", "{}]}"),
                Bodies.filled(size, "{\"Context\":{", "\"%d\":\"\",", "\"\":\"\"}}"),
                Bodies.filled(size, "{\"Anything\":[", "[],", "0]}"),
                Bodies.filled(size, "{\"Anything\":[", "{},", "0]}"),
                Bodies.filled(size, "{\"Anything\":[", "{\"\":0},", "0]}"),
                Bodies.filled(size, "{\"Anything\":[", "0,", "0]}"),
                Bodies.filled(size, "{\"Anything\":[", "\"\",", "0]}"),
                Bodies.filled(size, "{\"Anything\":[", "1e9,", "0]}"),
                Bodies.filled(size, "{\"Anything\":{", "\"%d\":0,", "\"\":0}}"),
                Bodies.filled(size, "{\"Anything\":", "9", "}"),
                Bodies.filled(size, "{\"Anything\":1e", "9", "}"),
                Bodies.filled(size, "{\"Count\":", "1", "}"),
                Bodies.filled(size, "{\"Ratio\":0.", "1", "}"),
                Bodies.filled(size, "{\"KeyId\":\"", "x", "\"}"),
                Bodies.filled(size, "{\"KeyId\":\"", "é", "\"}"),
                Bodies.filled(size, "{\"KeyId\":\"", "\\u0041", "\"}"),
                Bodies.filled(size, "{\"KeyId\":\"", "\\n", "\"}"),
                Bodies.filled(size, "{\"x\":\"", "\\ud800", "\"}"),
                Bodies.filled(size, "{\"", "x", "\":0}"),
                Bodies.filled(size, "{\"Data\":\"", "AAAA", "\"}"),
                Bodies.filled(size, "", " ", "{}"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void memoryIsTakenInProportionToTheBody(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        Bound bound = Bound.of("JSON");
        bound.holdsFor(bytes.length, () -> readOrRefuse(bytes));
        bound.holdsFor(bytes.length, () -> readStrictlyOrRefuse(bytes));
    }

    static void readOrRefuse(byte[] body) {
        try {
            JsonReader.read(body, in -> Values.read(SampleService.THING, in));
        } catch (SerializationException _) {
            // Refused.
        }
    }

    static void readStrictlyOrRefuse(byte[] body) {
        try {
            JsonReader.readStrictly(body, in -> Values.read(SampleService.THING, in));
        } catch (SerializationException _) {
            // Refused.
        }
    }
}
