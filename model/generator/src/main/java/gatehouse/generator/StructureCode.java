package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The parts that generated records and exceptions share: writing, reading, and the builder.
final class StructureCode {
    private final TypeCode types;
    private final DefaultCode defaults;

    StructureCode(TypeCode types) {
        this.types = types;
        this.defaults = new DefaultCode(types);
    }

    String declaration(ClassPlan.Component component) {
        return "@Nullable " + types.javaType(component.member()) + " " + component.name();
    }

    /// The component's value, copied where it is a collection.
    String copied(ClassPlan.Component component) {
        return types.isCollection(component.member())
                ? types.copy(component.member(), component.name())
                : component.name();
    }

    /// Assignments that copy the collections among the components.
    String copies(ClassPlan plan) {
        return plan.components().stream()
                .filter(each -> types.isCollection(each.member()))
                .map(each -> fill("%s = %s;\n", each.name(), copied(each)))
                .collect(Collectors.joining());
    }

    String shapeMethods(ClassPlan plan) {
        String statements = plan.components().stream()
                .map(each -> types.write(each.member(), each.constant(), value(plan, each)) + "\n")
                .collect(Collectors.joining());
        return fill("""
                @Override
                public Schema schema() {
                    return SCHEMA;
                }

                @Override
                public void writeMembers(ShapeWriter out) {
                %s}
                """, statements.indent(4));
    }

    private static String value(ClassPlan plan, ClassPlan.Component component) {
        return component.equals(plan.message()) ? "getMessage()" : component.name();
    }

    /// `read` and the builder. `order` is the constructor's.
    String readAndBuild(ClassPlan plan, List<String> order) {
        String name = plan.javaName();
        if (plan.components().isEmpty()) {
            return fill("""
                    /// Reads the structure, of which nothing is known.
                    public static %1$s read(ShapeReader in) {
                        %1$s empty = new %1$s(%2$s);
                        in.structure(SCHEMA, empty, (shape, member, reader) -> {});
                        return empty;
                    }
                    """, name, String.join(", ", order));
        }
        boolean union = plan.shape().type() == Type.UNION;
        return fill(
                """
                /// Reads the structure's members.
                public static %1$s read(ShapeReader in) {
                    Builder builder = new Builder();
                    in.structure(SCHEMA, builder, %1$s::readMember);
                    return builder.%2$s();
                }

                private static void readMember(Builder builder, Member member, ShapeReader in) {
                    switch (member.index()) {
                %3$s        default -> throw new IndexOutOfBoundsException(member.index());
                    }
                }

                public static Builder builder() {
                    return new Builder();
                }

                /// Collects the members of a [%1$s].
                public static final class Builder {
                %4$s
                    private Builder() {}

                %5$s
                    public %1$s build() {
                        return new %1$s(%6$s);
                    }
                %7$s}
                """,
                name,
                union ? "buildUnion" : "build",
                cases(plan).indent(8),
                fields(plan).indent(4),
                setters(plan).indent(4),
                String.join(", ", order),
                union ? buildUnion(plan).indent(4) : "");
    }

    private String cases(ClassPlan plan) {
        return plan.components().stream()
                .map(each -> fill(
                        "case %d -> builder.%s(%s);\n", each.member().index(), each.name(), types.read(each.member())))
                .collect(Collectors.joining());
    }

    private String fields(ClassPlan plan) {
        return plan.components().stream()
                .map(each -> "private " + declaration(each) + initial(each.member()) + ";\n")
                .collect(Collectors.joining());
    }

    /// What the member is where nobody says what it is.
    private String initial(MemberDef member) {
        JsonNode value = member.facts().get("default");
        String expression = value == null ? "" : defaults.expression(member, value);
        return expression.isEmpty() ? "" : " = " + expression;
    }

    private String setters(ClassPlan plan) {
        return plan.components().stream()
                .map(each -> setter(each.name(), declaration(each)))
                .collect(Collectors.joining("\n"));
    }

    private static String setter(String name, String declaration) {
        return "public Builder " + name + "(" + declaration + ") {\n    this." + name + " = " + name
                + ";\n    return this;\n}\n";
    }

    private static String buildUnion(ClassPlan plan) {
        String count = plan.components().stream()
                .map(each -> fill("(%s == null ? 0 : 1)", each.name()))
                .collect(Collectors.joining("\n            + "));
        return fill(
                """

                private %1$s buildUnion() {
                    int members = %2$s;
                    if (members != 1) {
                        throw new SerializationException(%3$s + members);
                    }
                    return build();
                }
                """,
                plan.javaName(),
                count,
                Literals.string("union " + plan.shape().name() + " must have one known member, but has "));
    }
}
