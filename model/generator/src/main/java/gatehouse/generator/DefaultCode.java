package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The Java expressions for members' defaults, which models have in JSON.
final class DefaultCode {
    private final TypeCode types;

    DefaultCode(TypeCode types) {
        this.types = types;
    }

    /// The value as an expression; empty where the type has no defaults.
    String expression(MemberDef member, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        ShapeDef shape = types.shape(member);
        return switch (types.carried(member)) {
            case STRING ->
                shape.isEnum()
                        ? fill("new %s(%s)", types.javaType(member), Literals.string(value.asString()))
                        : Literals.string(value.asString());
            case BOOLEAN, BYTE, SHORT, INTEGER -> value.asString();
            case LONG -> value.asString() + "L";
            case FLOAT -> value.asString() + "F";
            case DOUBLE -> value.asString() + "D";
            case BIG_INTEGER -> fill("new BigInteger(%s)", Literals.string(value.asString()));
            case BIG_DECIMAL -> fill("new BigDecimal(%s)", Literals.string(value.asString()));
            case TIMESTAMP -> fill("Instant.ofEpochMilli(%dL)", time(value).toEpochMilli());
            case BLOB -> fill("Blob.owning(new byte[] {%s})", bytes(value));
            case LIST -> "List.of()";
            case MAP -> "Map.of()";
            case DOCUMENT -> document(value);
            case STRUCTURE, UNION, DATA_STREAM, EVENT_STREAM -> "";
        };
    }

    /// A time is a number of seconds, or a text in one of two forms.
    private static Instant time(JsonNode value) {
        if (value.isNumber()) {
            return Instant.ofEpochMilli(Math.round(value.asDouble() * 1000));
        }
        String text = value.asString();
        return text.endsWith("Z")
                ? Instant.parse(text)
                : DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    }

    private static String bytes(JsonNode value) {
        byte[] decoded = Base64.getDecoder().decode(value.asString());
        StringBuilder out = new StringBuilder();
        for (byte each : decoded) {
            out.append(out.isEmpty() ? "" : ", ").append(each);
        }
        return out.toString();
    }

    private static String document(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> fill("new Document.Bool(%s)", value.asString());
            case NUMBER -> fill("new Document.Numeric(new BigDecimal(%s))", Literals.string(value.asString()));
            case STRING -> fill("new Document.Text(%s)", Literals.string(value.asString()));
            case ARRAY ->
                fill(
                        "new Document.Array(List.of(%s))",
                        StreamSupport.stream(value.spliterator(), false)
                                .map(DefaultCode::document)
                                .collect(Collectors.joining(", ")));
            case OBJECT ->
                fill(
                        "new Document.Members(Map.ofEntries(%s))",
                        value.properties().stream()
                                .map(each -> fill(
                                        "Map.entry(%s, %s)", Literals.string(each.getKey()), document(each.getValue())))
                                .collect(Collectors.joining(", ")));
            case NULL, MISSING, BINARY, POJO -> "new Document.Null()";
        };
    }
}
