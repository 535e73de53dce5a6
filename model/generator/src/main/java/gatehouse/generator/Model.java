package gatehouse.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A service's API as its model describes it, overlay included.
record Model(JsonNode metadata, List<OperationDef> operations, Map<String, ShapeDef> shapes) {
    static Model of(ObjectNode tree) {
        List<OperationDef> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : tree.path("operations").properties()) {
            operations.add(new OperationDef(entry.getKey(), (ObjectNode) entry.getValue()));
        }
        Map<String, ShapeDef> shapes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : tree.path("shapes").properties()) {
            shapes.put(entry.getKey(), ShapeDef.of(entry.getKey(), (ObjectNode) entry.getValue()));
        }
        return new Model(tree.path("metadata"), operations, shapes);
    }

    /// The model with these operations only; all of them where `names` is empty. Throws [IllegalArgumentException]
    /// for a name that the model does not have.
    Model only(List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        List<String> unknown = new ArrayList<>(names);
        unknown.removeAll(operations.stream().map(OperationDef::name).toList());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no such operations in " + serviceName() + ": " + unknown);
        }
        return new Model(
                metadata,
                operations.stream().filter(each -> names.contains(each.name())).toList(),
                shapes);
    }

    /// The shape of that name. Throws [IllegalArgumentException] where the model lacks it.
    ShapeDef shape(String name) {
        ShapeDef shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("no shape " + name + " in " + serviceName());
        }
        return shape;
    }

    /// Whether a member's bytes are streamed instead of held.
    boolean isStreamedBlob(MemberDef member) {
        ShapeDef target = shape(member.target());
        return target.type() == Type.BLOB && (target.is("streaming") || ShapeDef.says(member.facts(), "streaming"));
    }

    /// `CloudTrail`, `IAM` … : the service's short name.
    String serviceName() {
        return fact("serviceId").isEmpty() ? fact("serviceFullName") : fact("serviceId");
    }

    /// A word of the metadata, empty where the model is silent.
    String fact(String name) {
        return metadata.path(name).asString("");
    }
}
