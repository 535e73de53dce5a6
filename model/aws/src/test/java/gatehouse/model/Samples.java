package gatehouse.model;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Trees that hold a value for every member of a schema.
final class Samples {
    private static final int NESTING_MAX = 6;

    private Samples() {}

    /// A structure with all its members; recursive ones end after some levels.
    static Map<String, Object> structure(Schema schema) {
        return structure(schema, 0);
    }

    private static Map<String, Object> structure(Schema schema, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (depth < NESTING_MAX) {
            for (Member member : schema.members()) {
                members.put(member.name(), value(member.target(), depth + 1));
            }
        }
        return members;
    }

    private static Object value(Schema schema, int depth) {
        return switch (schema.kind()) {
            case STRUCTURE -> structure(schema, depth);
            case UNION ->
                Map.of(
                        schema.members().getLast().name(),
                        value(schema.members().getLast().target(), depth));
            case LIST ->
                List.of(
                        value(schema.element().target(), depth),
                        value(schema.element().target(), depth));
            case MAP -> Map.of("key", value(schema.value().target(), depth));
            case STRING -> text(schema, depth);
            case BOOLEAN -> true;
            case BYTE, SHORT, INTEGER -> depth;
            case LONG -> Long.MAX_VALUE - depth;
            case FLOAT -> 0.5f + depth;
            case DOUBLE -> 0.25 + depth;
            case BIG_INTEGER -> BigInteger.TEN.pow(depth);
            case BIG_DECIMAL -> BigDecimal.TEN.pow(depth);
            case TIMESTAMP -> Instant.ofEpochSecond(1_700_000_000L + depth);
            case BLOB -> Blob.copyOf(new byte[] {1, 2, (byte) depth});
            case DOCUMENT -> new Document.Text("document");
        };
    }

    private static String text(Schema schema, int depth) {
        List<String> words = schema.constraints().enumValues();
        return words.isEmpty() ? schema.name() + depth : words.getLast();
    }
}
