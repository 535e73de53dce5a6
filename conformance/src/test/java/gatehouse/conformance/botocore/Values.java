package gatehouse.conformance.botocore;

import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes trees of values for schemas. No two values of a tree are the same where their type allows it, so that none
/// can stand in another's place unseen.
final class Values {
    /// How much there is.
    enum Fill {
        /// Every member, with something in it.
        FULL,
        /// Every member, with nothing in collections, strings and blobs.
        EMPTY,
        /// The members that are required, and those that an answer cannot lack: events, a body, its type.
        LEAST
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long SOME_TIME = 1_700_000_000_123L;
    private static final long BEFORE_1970 = -86_400_000L;
    private static final int LEVELS_OF_PAIRS = 4;

    /// Text of all scripts, of other planes, and of what the formats escape.
    private static final String TEXT = " Grüße & <größte> \"☃\" \\ 'жук' + % = 𝄞\n\t漢字";

    /// Text for paths: letters that must be escaped there, but no control characters, which no path has.
    private static final String LABEL = " ü+%&?#:@漢";

    private static final double[] DOUBLES = {
        0.1, -1.5e300, Double.MIN_VALUE, 3, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final double[] FLOATS = {0.5, -1.25, 3, 1 << 20, Double.NaN, Double.NEGATIVE_INFINITY};

    private final Fill fill;
    private final Operation<?, ?> operation;
    private final Deque<Schema> path = new ArrayDeque<>();
    private int count;

    private Values(Fill fill, Operation<?, ?> operation) {
        this.fill = fill;
        this.operation = operation;
    }

    static ObjectNode input(Operation<?, ?> operation, Fill fill) {
        return new Values(fill, operation).structure(operation.inputSchema());
    }

    static ObjectNode output(Operation<?, ?> operation, Fill fill) {
        return new Values(fill, operation).structure(operation.outputSchema());
    }

    /// An error of the operation, or an event.
    static ObjectNode of(Operation<?, ?> operation, Schema structure) {
        return new Values(Fill.FULL, operation).structure(structure);
    }

    private ObjectNode structure(Schema schema) {
        ObjectNode members = JSON.objectNode();
        path.push(schema);
        for (Member member : schema.members()) {
            if (isWanted(member) && !isWithin(member.target())) {
                members.set(member.name(), value(member));
            }
        }
        path.pop();
        return members;
    }

    private boolean isWanted(Member member) {
        return fill != Fill.LEAST
                || member.traits().has(Flag.REQUIRED)
                || member.traits().has(Flag.EVENT_PAYLOAD)
                || "Content-Type".equals(member.traits().word(Word.LOCATION_NAME))
                || member.target().traits().has(Flag.EVENT_STREAM);
    }

    /// Whether the schema, or what it is a collection of, is being made twice already.
    private boolean isWithin(Schema schema) {
        return switch (schema.kind()) {
            case LIST -> isWithin(schema.element().target());
            case MAP -> isWithin(schema.value().target());
            case STRUCTURE, UNION ->
                path.stream().filter(each -> each == schema).count() > 1;
            default -> false;
        };
    }

    private JsonNode value(Member member) {
        Schema target = member.target();
        String location = member.traits().word(Word.LOCATION);
        if (location == null) {
            return target.traits().has(Flag.EVENT_STREAM) ? events(target) : value(target);
        }
        return switch (target.kind()) {
            case STRING -> JSON.stringNode(text(target, location));
            case LIST -> fill == Fill.EMPTY ? JSON.arrayNode() : pair(target, location);
            case MAP ->
                fill == Fill.EMPTY ? JSON.objectNode() : JSON.objectNode().put("key-1", "value 1");
            case INTEGER ->
                location.equals("statusCode") ? JSON.numberNode(operation.http().status()) : value(target);
            default -> value(target);
        };
    }

    private ArrayNode pair(Schema list, String location) {
        Schema element = list.element().target();
        return JSON.arrayNode().add(text(element, location)).add(text(element, location));
    }

    private String text(Schema schema, String location) {
        count++;
        List<String> words = schema.constraints().enumValues();
        if (!words.isEmpty()) {
            return words.get(count % words.size());
        }
        return switch (location) {
            case "uri" -> schema.name() + count + LABEL;
            case "querystring" -> fill == Fill.EMPTY ? "" : schema.name() + count + TEXT;
            default -> schema.name() + " " + count;
        };
    }

    private JsonNode value(Schema schema) {
        count++;
        return switch (schema.kind()) {
            case STRUCTURE -> structure(schema);
            case UNION ->
                union(schema, schema.members().get(count % schema.members().size()));
            case LIST -> list(schema);
            case MAP -> map(schema);
            case STRING -> JSON.stringNode(string(schema));
            case BOOLEAN -> JSON.booleanNode(fill != Fill.EMPTY);
            case BYTE, SHORT -> JSON.numberNode(count % Byte.MAX_VALUE);
            case INTEGER -> JSON.numberNode(integer());
            case LONG -> JSON.numberNode(count % 2 == 0 ? Long.MAX_VALUE - count : Long.MIN_VALUE + count);
            case FLOAT -> TreeWriter.number(FLOATS[count % FLOATS.length]);
            case DOUBLE -> TreeWriter.number(DOUBLES[count % DOUBLES.length]);
            case BIG_INTEGER, BIG_DECIMAL -> JSON.numberNode(count);
            case TIMESTAMP -> JSON.numberNode(time());
            case BLOB -> JSON.binaryNode(bytes());
            case DOCUMENT -> JSON.stringNode(TEXT);
        };
    }

    private String string(Schema schema) {
        List<String> words = schema.constraints().enumValues();
        if (fill == Fill.EMPTY) {
            return "";
        }
        return words.isEmpty() ? schema.name() + count + TEXT : words.get(count % words.size());
    }

    private int integer() {
        return switch (count % 4) {
            case 0 -> Integer.MAX_VALUE - count;
            case 1 -> Integer.MIN_VALUE + count;
            default -> count;
        };
    }

    private long time() {
        return count % 5 == 0 ? BEFORE_1970 : SOME_TIME + 1001L * count;
    }

    /// Every byte, beginning with another each time.
    private byte[] bytes() {
        byte[] bytes = new byte[fill == Fill.EMPTY ? 0 : 256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (count + i);
        }
        return bytes;
    }

    private ObjectNode union(Schema schema, Member member) {
        path.push(schema);
        ObjectNode union = JSON.objectNode().set(member.name(), value(member));
        path.pop();
        return union;
    }

    private ArrayNode list(Schema schema) {
        Schema element = schema.element().target();
        ArrayNode list = JSON.arrayNode();
        if (fill == Fill.EMPTY || isWithin(element)) {
            return list;
        }
        switch (element.kind()) {
            case UNION -> element.members().forEach(member -> list.add(union(element, member)));
            default -> {
                list.add(value(element));
                if (path.size() < LEVELS_OF_PAIRS) {
                    list.add(value(element));
                }
            }
        }
        return list;
    }

    private ObjectNode map(Schema schema) {
        ObjectNode map = JSON.objectNode();
        if (fill != Fill.EMPTY) {
            map.set(string(schema.key().target()), value(schema.value().target()));
            count++;
            map.set(string(schema.key().target()), value(schema.value().target()));
        }
        return map;
    }

    /// One event of each kind, without those that are errors.
    private ArrayNode events(Schema union) {
        ArrayNode events = JSON.arrayNode();
        union.members().stream()
                .filter(member ->
                        !Errors.isError(operation.service(), member.target().name()))
                .forEach(member -> events.add(union(union, member)));
        return events;
    }
}
