package gatehouse.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What becomes of a model in Java: which classes there are, how they are named, and which shapes they stand for.
///
/// An operation's input and output are named after the operation, whatever the model calls them; a shape that
/// several operations share becomes a class for each. All other structures, errors and enums keep their names.
final class Plan {
    private static final String ROOT = "gatehouse.model.";

    private final Model model;
    private final String serviceClass;
    private final Names typeNames = new Names(JavaFile.reservedTypeNames());
    private final List<OperationPlan> operations = new ArrayList<>();
    private final Map<String, ClassPlan> classes = new LinkedHashMap<>();
    private final Map<String, ClassPlan> classOfShape = new HashMap<>();
    private final Set<String> reachable;
    private final Set<String> shouting;

    Plan(Model model) {
        this.model = model;
        this.serviceClass = typeNames.unique(Names.service(model.serviceName()), "Service");
        this.reachable = Reachable.from(model);
        this.shouting = model.shapes().keySet().stream()
                .map(Names::type)
                .filter(name -> name.equals(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        planOperations();
        for (String name : reachable) {
            ShapeDef shape = model.shape(name);
            if (hasClass(shape) && !classOfShape.containsKey(name)) {
                classOfShape.put(name, addClass(typeNames.unique(Names.type(name), "Value"), shape, emptyFacts()));
            }
        }
    }

    /// An operation with its place in the model and the classes of its input and output.
    record OperationPlan(OperationDef definition, int index, String constant, ClassPlan input, ClassPlan output) {}

    private void planOperations() {
        Map<String, Integer> uses = new HashMap<>();
        for (OperationDef operation : model.operations()) {
            count(uses, operation.input());
            count(uses, operation.output());
        }
        Names constants = new Names(Set.of("MODEL", "METADATA", "OPERATIONS", "BY_NAME"));
        for (OperationDef operation : model.operations()) {
            String name = Names.type(operation.name());
            String input = typeNames.unique(name + "Request", "Value");
            String output = typeNames.unique(name + "Response", "Value");
            operations.add(new OperationPlan(
                    operation,
                    operations.size(),
                    constants.unique(Names.constant(operation.name()), "_"),
                    planOwn(input, operation.input(), operation.facts().path("input"), uses),
                    planOwn(output, operation.output(), operation.facts().path("output"), uses)));
        }
    }

    private static void count(Map<String, Integer> uses, @Nullable String shape) {
        if (shape != null) {
            uses.merge(shape, 1, Integer::sum);
        }
    }

    private ClassPlan planOwn(
            String javaName, @Nullable String shapeName, JsonNode reference, Map<String, Integer> uses) {
        if (shapeName == null) {
            ObjectNode empty = emptyFacts().put("type", "structure");
            return addClass(javaName, ShapeDef.of(javaName, empty), emptyFacts());
        }
        ObjectNode facts = reference instanceof ObjectNode object ? object : emptyFacts();
        ClassPlan plan = addClass(javaName, model.shape(shapeName), facts);
        if (uses.getOrDefault(shapeName, 0) == 1) {
            classOfShape.put(shapeName, plan);
        }
        return plan;
    }

    private ClassPlan addClass(String javaName, ShapeDef shape, ObjectNode reference) {
        ClassPlan plan = ClassPlan.of(javaName, shape, reference, shouting);
        classes.put(javaName, plan);
        return plan;
    }

    private static ObjectNode emptyFacts() {
        return JsonNodeFactory.instance.objectNode();
    }

    static boolean hasClass(ShapeDef shape) {
        return shape.type().isStructural() || shape.isEnum();
    }

    Model model() {
        return model;
    }

    String packageName() {
        return ROOT + serviceClass.toLowerCase(Locale.ROOT);
    }

    /// `Kms`: the class of the service itself.
    String serviceClass() {
        return serviceClass;
    }

    List<OperationPlan> operations() {
        return operations;
    }

    /// All classes of structures, errors and enums, in the order in which they were planned.
    List<ClassPlan> classes() {
        return List.copyOf(classes.values());
    }

    /// The shapes that are members of something, or thrown.
    Set<String> reachable() {
        return reachable;
    }

    /// The class that stands for a structure or enum where it is a member.
    ClassPlan classOf(String shapeName) {
        ClassPlan plan = classOfShape.get(shapeName);
        if (plan == null) {
            throw new IllegalArgumentException("no class for shape " + shapeName);
        }
        return plan;
    }

    /// A class name that nothing else has.
    String freshTypeName(String wanted) {
        return typeNames.unique(wanted, "Value");
    }
}
