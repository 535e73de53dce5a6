package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import java.util.stream.Collectors;

/// Writes an enum as a record around its word: words that the model does not know are values too.
final class EnumEmitter {
    private final SchemaCode schemas;

    EnumEmitter(SchemaCode schemas) {
        this.schemas = schemas;
    }

    String emit(ClassPlan plan) {
        String name = plan.javaName();
        String fields = schemas.enumFields(plan);
        String constants = plan.shape().enumValues().stream()
                .distinct()
                .map(value -> fill(
                        "public static final %1$s %2$s = new %1$s(%3$s);\n",
                        name, plan.constants().unique(Names.constant(value), "_"), Literals.string(value)))
                .collect(Collectors.joining());
        String known = plan.constants().unique("KNOWN", "_");
        return fill("""
                /// The enum `%1$s` of the model.
                public record %2$s(String value) implements EnumValue {
                %3$s
                %4$s
                    private static final Set<String> %5$s =
                            Set.copyOf(SCHEMA.constraints().enumValues());

                    @Override
                    public boolean isKnown() {
                        return %5$s.contains(value);
                    }

                    @Override
                    public String toString() {
                        return value;
                    }
                }
                """, plan.shape().name(), name, constants.indent(4), fields.indent(4), known);
    }
}
