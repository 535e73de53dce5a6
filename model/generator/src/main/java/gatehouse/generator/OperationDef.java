package gatehouse.generator;

import java.util.ArrayList;
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

    /// What the operation is, as words of `Operation.Flag`.
    List<String> flags(Model model) {
        List<String> flags = new ArrayList<>();
        if (input() == null) {
            flags.add("NO_INPUT");
        }
        if (output() == null) {
            flags.add("NO_OUTPUT");
        }
        String authtype = facts.path("authtype").asString("");
        if (authtype.equals("none") || ShapeDef.strings(facts, "auth").contains("smithy.api#noAuth")) {
            flags.add("UNSIGNED");
        }
        if (authtype.equals("v4-unsigned-body") || ShapeDef.says(facts, "unsignedPayload")) {
            flags.add("UNSIGNED_PAYLOAD");
        }
        if (ShapeDef.strings(facts.path("requestcompression"), "encodings").contains("gzip")) {
            flags.add("GZIP");
        }
        if (ShapeDef.says(facts, "unwrappedOutput")) {
            flags.add("UNWRAPPED_OUTPUT");
        }
        addStreams(model, input(), "STREAMED_INPUT", "EVENTS_IN", flags);
        addStreams(model, output(), "STREAMED_OUTPUT", "EVENTS_OUT", flags);
        return flags;
    }

    private static void addStreams(
            Model model, @Nullable String shape, String streamed, String events, List<String> flags) {
        if (shape == null) {
            return;
        }
        for (MemberDef member : model.shape(shape).members()) {
            if (model.shape(member.target()).is("eventstream")) {
                flags.add(events);
            } else if (model.isStreamedBlob(member)) {
                flags.add(streamed);
            }
        }
    }
}
