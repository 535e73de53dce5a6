package gatehouse.generator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the shapes that a model's operations need.
final class Reachable {
    private Reachable() {}

    /// The shapes that members target or operations throw, in the model's order. Inputs and outputs are among them
    /// only where something else uses them too.
    static Set<String> from(Model model) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> pending = new ArrayDeque<>();
        for (OperationDef operation : model.operations()) {
            addTargets(model, operation.input(), found, pending);
            addTargets(model, operation.output(), found, pending);
            operation.errors().forEach(error -> add(error, found, pending));
        }
        while (!pending.isEmpty()) {
            addTargets(model, pending.remove(), found, pending);
        }
        Set<String> ordered = new LinkedHashSet<>(model.shapes().keySet());
        ordered.retainAll(found);
        return ordered;
    }

    private static void addTargets(Model model, @Nullable String shape, Set<String> found, Deque<String> pending) {
        if (shape != null) {
            model.shape(shape).members().forEach(member -> add(member.target(), found, pending));
        }
    }

    private static void add(String shape, Set<String> found, Deque<String> pending) {
        if (found.add(shape)) {
            pending.add(shape);
        }
    }
}
