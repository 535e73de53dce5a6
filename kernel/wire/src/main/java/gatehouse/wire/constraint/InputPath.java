package gatehouse.wire.constraint;

import gatehouse.wire.shape.Member;
import java.util.Arrays;

/// Where in an input a value stands. Steps are kept as they are and become text only when somebody asks.
final class InputPath {
    /// Stands for an element, or a map's value, which AWS's messages call `member`.
    static final Object ELEMENT = "member";

    private Object[] steps = {};
    private int depth;

    void push(Object step) {
        if (depth == steps.length) {
            steps = Arrays.copyOf(steps, Math.max(8, 2 * depth));
        }
        steps[depth++] = step;
    }

    void pop() {
        depth--;
    }

    /// `tags.1.member.tagKey`, with `last` as the last step.
    String text(Object last) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            out.append(spelled(steps[i])).append('.');
        }
        return out.append(spelled(last)).toString();
    }

    /// The same without positions and keys: `tags.member.tagKey`.
    String pattern(Object last) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            boolean ofModel = steps[i] instanceof Member || steps[i] == ELEMENT;
            out.append(ofModel ? spelled(steps[i]) + "." : "");
        }
        return out.append(spelled(last)).toString();
    }

    private static String spelled(Object step) {
        return step instanceof Member member ? ConstraintWords.lowerFirst(member.name()) : step.toString();
    }
}
