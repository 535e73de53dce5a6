package gatehouse.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.sample.SampleService;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.SerializationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Our tokens against Jackson's: every text is the same document to both, or to neither.
final class JsonTokensTest {
    private static final Member ANYTHING = Objects.requireNonNull(SampleService.THING.member("Anything"));
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100).build())
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[1,2]",
                " [ 1 , { \"a\" : [ ] } ]\r\n\t",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[,]",
                "{,}",
                "{\"a\":1,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "{1:1}",
                "{\"a\":1 \"b\":2}",
                "[1}",
                "{\"a\":1]",
                "[",
                "]",
                "[\"",
                "[\"\\",
                "[\"\\u",
                "[\"\\u00",
                "[\"\\u00e9\"]",
                "[\"\\u00E9\\uD83d\\uDE00\"]",
                "[\"\\ud800\"]",
                "[\"\\x\"]",
                "[\"\\u00g0\"]",
                "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                "[\"\u007f\u0080é😀\"]",
                "[\"\u001f\"]",
                "[0]",
                "[-0]",
                "[00]",
                "[01]",
                "[-]",
                "[+1]",
                "[-a]",
                "[1.]",
                "[.5]",
                "[1.5]",
                "[1e]",
                "[1e+]",
                "[1E-2]",
                "[1e5]",
                "[1.e5]",
                "[0x10]",
                "[1e2147483647]",
                "[1e99999999999999999999]",
                "[1e-999999999]",
                "[NaN]",
                "[Infinity]",
                "[-Infinity]",
                "[9223372036854775807]",
                "[-9223372036854775808]",
                "[9223372036854775808]",
                "[true,false,null]",
                "[tru]",
                "[truex]",
                "[nul",
                "[TRUE]",
                "[true1]",
                "[1true]",
                "[1\"a\"]",
                "[\"a\"1]",
                "[//\n1]",
                "[/**/1]",
                "[#\n1]",
                "['a']",
                "[\u00a01]",
                "\ufeff[1]",
                "[1]\ufeff",
                "[1] 2",
                "[1]]",
                "[\u000b1]",
                "[[[[]]],{\"\":{\"\":[{}]}}]",
                "{\"a\":1,\"a\":2}",
                "{\"\\u0061\":1,\"a\":2}",
                "{\"\\ud800\":1}",
                "1",
                "\"a\"",
                "null",
                "-1.5e3",
                "",
                " ",
                "1 ",
                "1x",
                "\"a\"x"
            })
    void corners(String text) {
        assertSame(text.getBytes(UTF_8));
    }

    @Test
    void nestingAndNumbersHaveTheSameLimits() {
        for (int depth : new int[] {99, 100, 101, 100_000}) {
            assertSame("[".repeat(depth).concat("]".repeat(depth)).getBytes(UTF_8));
            assertSame("{\"a\":"
                    .repeat(depth)
                    .concat("1")
                    .concat("}".repeat(depth))
                    .getBytes(UTF_8));
        }
        for (int digits : new int[] {18, 19, 20, 999, 1000, 1001, 100_000}) {
            assertSame(("[" + "7".repeat(digits) + "]").getBytes(UTF_8));
        }
        assertThat(ours(("[0." + "7".repeat(1000) + "]").getBytes(UTF_8))).isEmpty();
    }

    @Property
    void anyWordsOfJson(@ForAll("words") String text) {
        assertSame(text.getBytes(UTF_8));
    }

    @Property
    void anyValidTextWithOneByteChanged(@ForAll("valid") String text, @ForAll int position, @ForAll byte other) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(ours(bytes)).isEqualTo(jacksons(bytes));
        bytes[Math.floorMod(position, bytes.length)] = other;
        assertSame(bytes);
    }

    @Provide
    Arbitrary<String> words() {
        String words =
                "{|}|[|]|,|:|\"a\"|\"b\"|\"\\u00e9\"|\"\\n\"|\"|\\|0|1|-1|1.5|-0|e5|E-2|.|-|+|true|null|false| |\n|é";
        return Arbitraries.of(words.split("\\|")).list().ofMaxSize(12).map(list -> "[" + String.join("", list) + "]");
    }

    @Provide
    Arbitrary<String> valid() {
        return array(object(array(object(scalar()))));
    }

    private static Arbitrary<String> scalar() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.of("true", "false", "null", "1e5", "-0", "1E-300", "-12.5e+3", "{}", "[ ]"),
                strings());
    }

    private static Arbitrary<String> array(Arbitrary<String> elements) {
        return elements.list().ofMaxSize(2).map(list -> "[" + String.join(" ,", list) + "]");
    }

    private static Arbitrary<String> object(Arbitrary<String> values) {
        return Combinators.combine(strings(), values, scalar())
                .as((name, value, other) -> "{" + name + " : " + value + ",\"other\":" + other + "}");
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.of("a", "é", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\ud83d\\ude00", " ", "{", ",")
                .list()
                .ofMaxSize(6)
                .map(parts -> "\"" + String.join("", parts) + "\"");
    }

    private static void assertSame(byte[] json) {
        assertThat(ours(json)).isEqualTo(jacksons(json));
    }

    /// The text as our reader has it, empty where that refuses it.
    private static Optional<Document> ours(byte[] json) {
        if (json.length == 0) {
            return Optional.empty(); // The reader takes it for an empty structure, before there are tokens.
        }
        try {
            return Optional.of(JsonReader.read(json, in -> in.document(ANYTHING)));
        } catch (SerializationException _) {
            return Optional.empty();
        }
    }

    private static Optional<Document> jacksons(byte[] json) {
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), json)) {
            Utf8.require(json);
            parser.nextToken();
            Document document = document(parser);
            return parser.nextToken() == null ? Optional.of(document) : Optional.empty();
        } catch (JacksonException | SerializationException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Document document(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> new Document.Null();
            case VALUE_TRUE -> new Document.Bool(true);
            case VALUE_FALSE -> new Document.Bool(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Document.Numeric(parser.getDecimalValue());
            case VALUE_STRING -> new Document.Text(Utf8.requireWhole(parser.getString()));
            case START_ARRAY -> {
                List<Document> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(document(parser));
                }
                yield new Document.Array(elements);
            }
            case START_OBJECT -> {
                Map<String, Document> members = new LinkedHashMap<>();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    if (members.put(Utf8.requireWhole(name), document(parser)) != null) {
                        throw new SerializationException("");
                    }
                }
                yield new Document.Members(members);
            }
            case null, default -> throw new SerializationException("");
        };
    }
}
