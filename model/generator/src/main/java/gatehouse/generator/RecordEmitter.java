package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import java.util.List;
import java.util.stream.Collectors;

/// Writes a structure or union as a record.
final class RecordEmitter {
    private final SchemaCode schemas;
    private final TypeCode types;
    private final StructureCode structures;

    RecordEmitter(SchemaCode schemas, TypeCode types) {
        this.schemas = schemas;
        this.types = types;
        this.structures = new StructureCode(types);
    }

    String emit(ClassPlan plan) {
        String components = plan.components().stream()
                .map(each -> "\n        " + structures.declaration(each))
                .collect(Collectors.joining(","));
        List<String> names =
                plan.components().stream().map(ClassPlan.Component::name).toList();
        String body = String.join(
                "\n",
                schemas.structureFields(plan),
                compactConstructor(plan),
                structures.shapeMethods(plan),
                structures.readAndBuild(plan, names),
                toBuilder(plan),
                toText(plan));
        return fill(
                """
                /// %s `%s` of the model.
                public record %s(%s) implements Shape {
                %s}
                """,
                plan.shape().type() == Type.UNION ? "One of the members of" : "The structure",
                plan.shape().name(),
                plan.javaName(),
                components,
                body.strip().indent(4));
    }

    private String compactConstructor(ClassPlan plan) {
        String copies = structures.copies(plan);
        return copies.isEmpty() ? "" : fill("public %s {\n%s}\n", plan.javaName(), copies.indent(4));
    }

    private static String toBuilder(ClassPlan plan) {
        if (plan.components().isEmpty()) {
            return "";
        }
        String copied = plan.components().stream()
                .map(each -> fill("builder.%1$s = %1$s;\n", each.name()))
                .collect(Collectors.joining());
        return fill("""
                /// A builder that holds these members.
                public Builder toBuilder() {
                    Builder builder = new Builder();
                %s    return builder;
                }
                """, copied.indent(4));
    }

    /// A `toString` that hides what the model calls sensitive.
    private String toText(ClassPlan plan) {
        if (plan.components().stream().noneMatch(each -> types.isSensitive(each.member()))) {
            return "";
        }
        String members = plan.components().stream()
                .map(each -> Literals.string(each.name() + "=") + " + " + shown(each))
                .collect(Collectors.joining("\n            + \", \" + "));
        return fill("""
                @Override
                public String toString() {
                    return "%s[" + %s + "]";
                }
                """, plan.javaName(), members);
    }

    private String shown(ClassPlan.Component component) {
        return types.isSensitive(component.member())
                ? fill("(%s == null ? \"null\" : \"***\")", component.name())
                : component.name();
    }
}
