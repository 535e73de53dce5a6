package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The Java expression for what a model says of a shape or member beside its type.
final class TraitCode {
    private static final Map<String, String> FLAGS = flags();
    private static final Map<String, String> WORDS = words();

    private TraitCode() {}

    private static Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("required", "REQUIRED");
        flags.put("sensitive", "SENSITIVE");
        flags.put("idempotencyToken", "IDEMPOTENCY_TOKEN");
        flags.put("flattened", "FLATTENED");
        flags.put("xmlAttribute", "XML_ATTRIBUTE");
        flags.put("payload", "PAYLOAD");
        flags.put("streaming", "STREAMING");
        flags.put("requiresLength", "REQUIRES_LENGTH");
        flags.put("eventstream", "EVENT_STREAM");
        flags.put("event", "EVENT");
        flags.put("eventpayload", "EVENT_PAYLOAD");
        flags.put("eventheader", "EVENT_HEADER");
        flags.put("hostLabel", "HOST_LABEL");
        flags.put("jsonvalue", "JSON_VALUE");
        flags.put("sparse", "SPARSE");
        flags.put("uniqueItems", "UNIQUE_ITEMS");
        flags.put("wrapper", "WRAPPER");
        flags.put("deprecated", "DEPRECATED");
        return flags;
    }

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("locationName", "LOCATION_NAME");
        words.put("location", "LOCATION");
        words.put("queryName", "QUERY_NAME");
        words.put("timestampFormat", "TIMESTAMP_FORMAT");
        words.put("xmlNamespace", "XML_NAMESPACE");
        words.put("xmlPrefix", "XML_PREFIX");
        words.put("mediaType", "MEDIA_TYPE");
        return words;
    }

    /// `Traits.of(…)` for `facts`, in which those of `reference`, if there is one, go first.
    static String traits(JsonNode facts, @Nullable JsonNode reference) {
        String flags = FLAGS.entrySet().stream()
                .filter(flag -> ShapeDef.says(facts, flag.getKey()))
                .map(flag -> "Flag." + flag.getValue())
                .collect(Collectors.joining(", "));
        String words = WORDS.entrySet().stream()
                .flatMap(word -> Stream.of(word(reference, word.getKey()), word(facts, word.getKey()))
                        .filter(value -> !value.isEmpty())
                        .limit(1)
                        .map(value -> "Word." + word.getValue() + ", " + Literals.string(value)))
                .collect(Collectors.joining(", "));
        return flags.isEmpty() && words.isEmpty()
                ? "Traits.NONE"
                : fill("Traits.of(Set.of(%s), Map.of(%s))", flags, words);
    }

    private static String word(@Nullable JsonNode facts, String name) {
        if (facts == null) {
            return "";
        }
        // A namespace stands in an object of its own in a model's shapes, and as a word in its metadata.
        JsonNode namespace = facts.path("xmlNamespace");
        return switch (name) {
            case "xmlPrefix" -> namespace.path("prefix").asString("");
            case "xmlNamespace" -> namespace.isObject() ? namespace.path("uri").asString("") : namespace.asString("");
            default -> facts.path(name).asString("");
        };
    }
}
