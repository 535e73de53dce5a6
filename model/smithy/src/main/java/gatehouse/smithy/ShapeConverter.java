package gatehouse.smithy;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.smithy.aws.traits.protocols.AwsQueryErrorTrait;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.EnumShape;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeType;
import software.amazon.smithy.model.traits.EnumDefinition;
import software.amazon.smithy.model.traits.EnumTrait;
import software.amazon.smithy.model.traits.ErrorTrait;
import software.amazon.smithy.model.traits.HttpErrorTrait;
import software.amazon.smithy.model.traits.HttpPayloadTrait;
import software.amazon.smithy.model.traits.InternalTrait;
import software.amazon.smithy.model.traits.RequiredTrait;
import software.amazon.smithy.model.traits.StreamingTrait;
import software.amazon.smithy.model.traits.XmlFlattenedTrait;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a service's shapes in the older format, each when it is first asked for.
///
/// There a list or map is flattened, and bounded, by its shape alone. Where Smithy's member says so, a copy of the
/// shape says it.
final class ShapeConverter {
    private final Model model;
    private final ServiceShape service;
    private final Wire wire;
    private final Map<Shape, String> names = new HashMap<>();
    private final Map<String, ObjectNode> converted = new LinkedHashMap<>();

    ShapeConverter(Model model, ServiceShape service, Wire wire) {
        this.model = model;
        this.service = service;
        this.wire = wire;
    }

    Wire wire() {
        return wire;
    }

    /// The shapes so far, by name.
    Map<String, ObjectNode> converted() {
        return Collections.unmodifiableMap(converted);
    }

    /// The name of the shape, which is converted unless it was.
    String nameOf(Shape shape) {
        String known = names.get(shape);
        if (known != null) {
            return known;
        }
        String name = freshName(service.getContextualName(shape));
        names.put(shape, name);
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        converted.put(name, facts);
        describe(shape, facts);
        return name;
    }

    private String freshName(String wanted) {
        String name = wanted;
        while (converted.containsKey(name)) {
            name += "_";
        }
        return name;
    }

    @SuppressWarnings("deprecation") // Some models still have enums as a trait of strings.
    private void describe(Shape shape, ObjectNode out) {
        out.put("type", typeName(shape.getType()));
        Facts.ofShape(shape, out);
        switch (shape) {
            case ListShape list -> out.set("member", reference(list.getMember()));
            case MapShape map -> {
                out.set("key", reference(map.getKey()));
                out.set("value", reference(map.getValue()));
            }
            case EnumShape words -> enumeration(publicValues(words), out);
            default -> {
                shape.getTrait(EnumTrait.class).ifPresent(words -> enumeration(publicValues(words), out));
                if (shape.isStructureShape() || shape.isUnionShape()) {
                    structure(shape, out);
                }
            }
        }
    }

    /// Those that clients may know of.
    private static List<String> publicValues(EnumShape words) {
        return words.members().stream()
                .filter(member -> !member.hasTrait(InternalTrait.class))
                .map(member -> words.getEnumValues().get(member.getMemberName()))
                .toList();
    }

    @SuppressWarnings("deprecation") // As above.
    private static List<String> publicValues(EnumTrait words) {
        return words.getValues().stream()
                .filter(value -> !value.hasTag("internal"))
                .map(EnumDefinition::getValue)
                .toList();
    }

    private static void enumeration(Iterable<String> values, ObjectNode out) {
        ArrayNode words = out.putArray("enum");
        values.forEach(words::add);
    }

    private void structure(Shape shape, ObjectNode out) {
        if (shape.isUnionShape()) {
            out.put(shape.hasTrait(StreamingTrait.class) ? "eventstream" : "union", true);
        }
        shape.getTrait(ErrorTrait.class).ifPresent(error -> error(shape, error, out));
        ObjectNode members = out.putObject("members");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (MemberShape member : shape.members()) {
            members.set(member.getMemberName(), reference(member));
            if (member.hasTrait(RequiredTrait.class)) {
                required.add(member.getMemberName());
            }
            if (wire.bindsHttp() && member.hasTrait(HttpPayloadTrait.class)) {
                out.put("payload", member.getMemberName());
            }
            if (out.has("eventstream")) {
                target(member, out);
            }
        }
        if (!required.isEmpty()) {
            out.set("required", required);
        }
    }

    /// What a stream's members target is marked as an event.
    private void target(MemberShape member, ObjectNode stream) {
        ObjectNode event = converted.get(stream.path("members")
                .path(member.getMemberName())
                .path("shape")
                .asString());
        if (event != null) {
            event.put("event", true);
        }
    }

    private void error(Shape shape, ErrorTrait trait, ObjectNode out) {
        out.put("exception", true);
        if (trait.isServerError()) {
            out.put("fault", true);
        }
        ObjectNode error = out.putObject("error");
        int status = shape.getTrait(HttpErrorTrait.class)
                .map(HttpErrorTrait::getCode)
                .orElse(trait.getDefaultHttpStatusCode());
        shape.getTrait(AwsQueryErrorTrait.class).ifPresent(query -> error.put("code", query.getCode()));
        boolean ofQuery = wire == Wire.QUERY;
        error.put(
                "httpStatusCode",
                shape.getTrait(AwsQueryErrorTrait.class)
                        .filter(query -> ofQuery)
                        .map(AwsQueryErrorTrait::getHttpResponseCode)
                        .orElse(status));
    }

    /// What is said of a member, with the name of the shape that it targets.
    private ObjectNode reference(MemberShape member) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("shape", targetOf(member));
        Facts.ofMember(member, wire, out);
        return out;
    }

    private String targetOf(MemberShape member) {
        Shape target = model.expectShape(member.getTarget());
        String name = nameOf(target);
        if (!target.isListShape() && !target.isMapShape()) {
            return name;
        }
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        Facts.constraints(member, changes);
        boolean flattened = wire.namesByXml() && member.hasTrait(XmlFlattenedTrait.class);
        if (flattened) {
            changes.put("flattened", true);
        }
        return changes.isEmpty() ? name : copy(name, member, changes);
    }

    private String copy(String name, MemberShape member, ObjectNode changes) {
        ObjectNode original = converted.get(name);
        if (original == null) {
            throw new IllegalStateException("no shape " + name);
        }
        ObjectNode copy = original.deepCopy();
        copy.setAll(changes);
        if (copy.get("member") instanceof ObjectNode element
                && copy.path("flattened").asBoolean(false)) {
            // The member's name is the elements' then.
            element.remove("locationName");
        }
        String ofCopy = freshName(service.getContextualName(member.getContainer()) + "_" + member.getMemberName());
        converted.put(ofCopy, copy);
        return ofCopy;
    }

    private static String typeName(ShapeType type) {
        return switch (type) {
            case UNION, STRUCTURE, DOCUMENT -> "structure";
            case ENUM, STRING -> "string";
            case INT_ENUM, INTEGER -> "integer";
            case LIST, SET -> "list";
            case MAP -> "map";
            case BOOLEAN -> "boolean";
            case BYTE -> "byte";
            case SHORT -> "short";
            case LONG -> "long";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case BIG_INTEGER -> "biginteger";
            case BIG_DECIMAL -> "bigdecimal";
            case TIMESTAMP -> "timestamp";
            case BLOB -> "blob";
            case MEMBER, OPERATION, RESOURCE, SERVICE ->
                throw new IllegalArgumentException(type + " is no type of values");
        };
    }
}
