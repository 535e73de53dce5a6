package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Writes an error as an exception.
final class ExceptionEmitter {
    private final SchemaCode schemas;
    private final StructureCode structures;

    ExceptionEmitter(SchemaCode schemas, TypeCode types) {
        this.schemas = schemas;
        this.structures = new StructureCode(types);
    }

    String emit(ClassPlan plan) {
        List<ClassPlan.Component> extra = plan.components().stream()
                .filter(each -> !each.equals(plan.message()))
                .toList();
        ClassPlan.Component message = plan.message();
        List<String> arguments = new ArrayList<>(List.of(message == null ? "null" : message.name()));
        extra.forEach(each -> arguments.add(each.name()));
        String body = String.join(
                "\n",
                "private static final long serialVersionUID = 1L;\n",
                schemas.structureFields(plan),
                error(plan.shape()),
                fields(extra),
                constructors(plan, extra),
                accessors(extra),
                """
                @Override
                public ErrorInfo error() {
                    return ERROR;
                }
                """,
                structures.shapeMethods(plan),
                structures.readAndBuild(plan, arguments));
        return fill("""
                /// The error `%s` of the model.
                public final class %s extends ServiceException {
                %s}
                """, plan.shape().name(), plan.javaName(), body.strip().indent(4));
    }

    private static String error(ShapeDef shape) {
        JsonNode error = shape.facts().path("error");
        boolean fault = shape.is("fault") || ShapeDef.says(error, "fault");
        int status = error.path("httpStatusCode").asInt(fault ? 500 : 400);
        return fill(
                "public static final ErrorInfo ERROR = new ErrorInfo(%s, %s, %d, Fault.%s);\n",
                Literals.string(shape.name()),
                Literals.string(error.path("code").asString(shape.name())),
                status,
                fault || status >= 500 ? "RECEIVER" : "SENDER");
    }

    private String fields(List<ClassPlan.Component> extra) {
        return extra.stream()
                .map(each -> "private final transient " + structures.declaration(each) + ";\n")
                .collect(Collectors.joining());
    }

    private String constructors(ClassPlan plan, List<ClassPlan.Component> extra) {
        String name = plan.javaName();
        if (extra.isEmpty()) {
            return fill("""
                    public %s(@Nullable String message) {
                        super(message);
                    }
                    """, name);
        }
        String parameters =
                extra.stream().map(each -> ", " + structures.declaration(each)).collect(Collectors.joining());
        String assignments = extra.stream()
                .map(each -> fill("this.%s = %s;\n", each.name(), structures.copied(each)))
                .collect(Collectors.joining());
        return fill("""
                public %1$s(@Nullable String message) {
                    this(message%2$s);
                }

                public %1$s(@Nullable String message%3$s) {
                    super(message);
                %4$s}
                """, name, ", null".repeat(extra.size()), parameters, assignments.indent(4));
    }

    private String accessors(List<ClassPlan.Component> extra) {
        return extra.stream()
                .map(each -> fill("""
                        public %s() {
                            return %s;
                        }
                        """, structures.declaration(each), each.name()))
                .collect(Collectors.joining("\n"));
    }
}
