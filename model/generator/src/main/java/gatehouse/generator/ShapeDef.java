package gatehouse.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A shape of a model. `members` holds a structure's members, a list's element, or a map's key and value.
record ShapeDef(String name, Type type, List<MemberDef> members, ObjectNode facts) {
    ShapeDef {
        members = List.copyOf(members);
    }

    static ShapeDef of(String name, ObjectNode facts) {
        Type type = typeOf(facts);
        return new ShapeDef(name, type, membersOf(type, facts), facts);
    }

    private static Type typeOf(ObjectNode facts) {
        Type type = Type.ofModel(facts.path("type").asString());
        if (type == Type.STRUCTURE && says(facts, "document")) {
            return Type.DOCUMENT;
        }
        return type == Type.STRUCTURE && (says(facts, "union") || says(facts, "eventstream")) ? Type.UNION : type;
    }

    private static List<MemberDef> membersOf(Type type, ObjectNode facts) {
        return switch (type) {
            case STRUCTURE, UNION -> structureMembers(facts);
            case LIST -> List.of(MemberDef.of(0, "member", object(facts, "member")));
            case MAP ->
                List.of(MemberDef.of(0, "key", object(facts, "key")), MemberDef.of(1, "value", object(facts, "value")));
            case STRING,
                    BOOLEAN,
                    BYTE,
                    SHORT,
                    INTEGER,
                    LONG,
                    FLOAT,
                    DOUBLE,
                    BIG_INTEGER,
                    BIG_DECIMAL,
                    TIMESTAMP,
                    BLOB,
                    DOCUMENT,
                    DATA_STREAM,
                    EVENT_STREAM -> List.of();
        };
    }

    private static List<MemberDef> structureMembers(ObjectNode facts) {
        List<String> required = strings(facts, "required");
        String payload = facts.path("payload").asString("");
        List<MemberDef> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : facts.path("members").properties()) {
            ObjectNode memberFacts = (ObjectNode) entry.getValue().deepCopy();
            if (required.contains(entry.getKey())) {
                memberFacts.put("required", true);
            }
            if (payload.equals(entry.getKey())) {
                memberFacts.put("payload", true);
            }
            members.add(MemberDef.of(members.size(), entry.getKey(), memberFacts));
        }
        return members;
    }

    private static ObjectNode object(ObjectNode facts, String name) {
        return (ObjectNode) facts.required(name);
    }

    MemberDef element() {
        return members.getLast();
    }

    boolean is(String flag) {
        return says(facts, flag);
    }

    /// Whether the shape gets a type of its own for its words.
    boolean isEnum() {
        return type == Type.STRING && !enumValues().isEmpty();
    }

    List<String> enumValues() {
        return strings(facts, "enum");
    }

    static boolean says(JsonNode facts, String flag) {
        return facts.path(flag).asBoolean(false);
    }

    static List<String> strings(JsonNode facts, String name) {
        return facts.path(name).valueStream().map(JsonNode::asString).toList();
    }
}
