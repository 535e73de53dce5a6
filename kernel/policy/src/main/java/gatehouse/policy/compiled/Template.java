package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.compiled.Part.Kind;
import gatehouse.policy.compiled.Part.Literal;
import gatehouse.policy.compiled.Part.Variable;
import gatehouse.policy.compiled.Part.Wildcard;
import gatehouse.policy.compiled.TextPattern.Syntax;
import gatehouse.policy.document.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy's text taken apart into literals, wildcards and variables.
final class Template {
    private final Syntax syntax;
    private final List<Part> parts;

    private Template(Syntax syntax, List<Part> parts) {
        this.syntax = syntax;
        this.parts = List.copyOf(parts);
    }

    /// Null where the text is not understood.
    static @Nullable Template parse(String text, Syntax syntax, Version version) {
        List<Part> parts = new TemplateReader(text, syntax, version).read();
        if (parts == null) {
            return null;
        }
        return switch (syntax) {
            case EQUAL, EQUAL_IGNORING_CASE, LIKE -> new Template(syntax, parts);
            case RESOURCE -> new Template(syntax, ArnParts.ofResource(parts));
            case ARN -> ArnParts.isWhole(parts) ? new Template(syntax, ArnParts.ofArn(parts)) : null;
        };
    }

    boolean isStatic() {
        return parts.stream().noneMatch(Variable.class::isInstance);
    }

    /// What every text that matches begins with.
    String prefix() {
        return syntax != Syntax.EQUAL_IGNORING_CASE && parts.getFirst() instanceof Literal(String text) ? text : "";
    }

    /// The pattern with the variables' values in place; null where one has none.
    @Nullable
    TextPattern resolve(ConditionKeys keys) {
        Glob.Builder glob = new Glob.Builder();
        for (Part part : parts) {
            switch (part) {
                case Literal(String text) -> glob.literal(text);
                case Wildcard(Kind kind) -> glob.wildcard(kind);
                case Variable variable -> {
                    String value = value(variable, keys);
                    if (value == null) {
                        return null;
                    }
                    glob.literal(value);
                }
            }
        }
        return syntax == Syntax.EQUAL_IGNORING_CASE ? new IgnoringCase(glob.text()) : glob.simplified();
    }

    /// A key with several values cannot stand for one text.
    private static @Nullable String value(Variable variable, ConditionKeys keys) {
        List<String> values = keys.values(variable.key());
        return values != null && values.size() == 1 ? values.getFirst() : variable.otherwise();
    }
}
