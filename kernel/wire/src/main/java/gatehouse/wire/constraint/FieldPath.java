package gatehouse.wire.constraint;

import gatehouse.wire.shape.Member;
import java.util.ArrayList;
import java.util.List;

/// Where in an input a value stands: members, positions and keys, which become text only when somebody asks.
final class FieldPath {
    private final List<Object> steps = new ArrayList<>();

    void push(Object step) {
        steps.add(step);
    }

    void pop() {
        steps.removeLast();
    }

    /// A JSON pointer: `/tags/0/key`.
    String pointer() {
        StringBuilder out = new StringBuilder();
        for (Object step : steps) {
            String text = step instanceof Member member ? member.name() : step.toString();
            out.append('/').append(text.replace("~", "~0").replace("/", "~1"));
        }
        return out.toString();
    }

    /// The path as a profile names it: `tags.member.key`.
    String pattern() {
        StringBuilder out = new StringBuilder();
        for (Object step : steps) {
            out.append(out.isEmpty() ? "" : ".");
            out.append(step instanceof Member member ? ConstraintWords.lowerFirst(member.name()) : "member");
        }
        return out.toString();
    }
}
