package gatehouse.generator;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is true of a service beyond its model, in the model's own format.
///
/// It is applied as a JSON merge patch ([RFC 7396](https://www.rfc-editor.org/rfc/rfc7396)): objects merge member by
/// member, `null` removes, anything else replaces. New members come last.
final class Overlay {
    private Overlay() {}

    /// Changes `model` into what it is with `overlay`.
    static void apply(ObjectNode model, ObjectNode overlay) {
        for (Map.Entry<String, JsonNode> entry : overlay.properties()) {
            String name = entry.getKey();
            if (entry.getValue().isNull()) {
                model.remove(name);
            } else if (entry.getValue() instanceof ObjectNode patch) {
                ObjectNode target = model.get(name) instanceof ObjectNode old ? old : model.putObject(name);
                apply(target, patch);
            } else {
                model.set(name, entry.getValue());
            }
        }
    }
}
