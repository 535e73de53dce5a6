package gatehouse.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An operation of a model.
record OperationDef(String name, ObjectNode facts) {
    /// The input's shape name, or null where the operation has no input.
    @Nullable
    String input() {
        return facts.path("input").path("shape").asString(null);
    }

    /// The output's shape name, or null where the operation answers nothing.
    @Nullable
    String output() {
        return facts.path("output").path("shape").asString(null);
    }

    List<String> errors() {
        return facts.path("errors")
                .valueStream()
                .map(error -> error.path("shape").asString())
                .distinct()
                .toList();
    }

    /// Whether the operation takes requests without a signature.
    boolean isUnsigned() {
        return facts.path("authtype").asString("").equals("none")
                || ShapeDef.strings(facts, "auth").contains("smithy.api#noAuth");
    }
}
