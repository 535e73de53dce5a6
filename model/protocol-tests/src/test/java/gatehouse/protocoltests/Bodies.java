package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds a body against AWS's, as its media type says.
final class Bodies {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Bodies() {}

    /// @throws AssertionError where they differ by more than AWS lets them
    static void check(byte[] actual, byte[] expected, String mediaType) {
        if (expected.length == 0) {
            assertThat(text(actual)).as("body").isEmpty();
            return;
        }
        boolean untoldXml = mediaType.isEmpty() && text(expected).startsWith("<");
        switch (untoldXml ? "application/xml" : mediaType) {
            case "application/json" ->
                assertThat(plain(JSON.readTree(actual))).as("body").isEqualTo(plain(JSON.readTree(expected)));
            case "application/xml" -> XmlTree.check(actual, expected);
            case "application/cbor" ->
                assertThat(CborTree.read(actual)).as("body").isEqualTo(CborTree.read(expected));
            default -> assertThat(text(actual)).as("body").isEqualTo(text(expected));
        }
    }

    /// The member `message` of a JSON body.
    static String message(byte[] body) {
        return JSON.readTree(body).path("message").asString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// JSON as maps, lists and plain values: numbers are equal whatever their spelling. Clients drop the namespace of
    /// an error's type, which some services send and others do not.
    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                node.properties()
                        .forEach(each -> members.put(
                                each.getKey(),
                                each.getKey().equals("__type")
                                        ? each.getValue().asString().replaceFirst("^.*#", "")
                                        : plain(each.getValue())));
                yield members;
            }
            case ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                node.forEach(each -> elements.add(plain(each)));
                yield elements;
            }
            case NUMBER -> new BigDecimal(node.asString()).stripTrailingZeros();
            case STRING -> node.asString();
            case BOOLEAN -> node.asBoolean();
            case NULL -> null;
            case MISSING, BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + node);
        };
    }
}
