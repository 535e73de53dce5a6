package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.compiled.Part.Kind;
import gatehouse.policy.compiled.Part.Literal;
import gatehouse.policy.compiled.Part.Variable;
import gatehouse.policy.compiled.Part.Wildcard;
import gatehouse.policy.compiled.TextPattern.Syntax;
import gatehouse.policy.document.Version;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A policy's text taken apart into literals, wildcards and variables.
final class Template {
    private final boolean ignoringCase;
    private final Part[] parts;
    private final String prefix;
    private final boolean sequential;

    private Template(Syntax syntax, List<Part> parts) {
        this.parts = parts.toArray(Part[]::new);
        ignoringCase = syntax == Syntax.EQUAL_IGNORING_CASE;
        prefix = !ignoringCase && parts.getFirst() instanceof Literal(String text) ? text : "";
        sequential = !ignoringCase && isSequential(parts);
    }

    /// Whether there is no wildcard but perhaps a `*` at the end.
    private static boolean isSequential(List<Part> parts) {
        long wildcards = parts.stream().filter(Wildcard.class::isInstance).count();
        return wildcards == 0 || (wildcards == 1 && parts.getLast() instanceof Wildcard(Kind kind) && kind == Kind.ANY);
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
        return Arrays.stream(parts).noneMatch(Variable.class::isInstance);
    }

    /// Holds a text against the literals and the variables' values. `unresolved` is the answer where a variable has
    /// no value; it is sought to the end only where that answer differs from a mismatch.
    boolean matches(String text, ConditionKeys keys, boolean unresolved) {
        if (!unresolved && !text.startsWith(prefix)) {
            return false;
        }
        if (!sequential) {
            TextPattern pattern = resolve(keys);
            return pattern == null ? unresolved : pattern.matches(text, keys);
        }
        boolean matches = true;
        int at = 0;
        for (Part part : parts) {
            String piece = switch (part) {
                case Literal(String literal) -> literal;
                case Variable variable -> value(variable, keys);
                case Wildcard wildcard -> text.substring(Math.min(at, text.length()));
            };
            if (piece == null) {
                return unresolved;
            }
            matches = matches && text.startsWith(piece, at);
            at += piece.length();
        }
        return matches && at == text.length();
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
        return ignoringCase ? IgnoringCase.of(glob.text()) : glob.simplified();
    }

    /// A key with several values cannot stand for one text, and is not missing either.
    private static @Nullable String value(Variable variable, ConditionKeys keys) {
        List<String> values = keys.values(variable.key());
        if (values == null || values.isEmpty()) {
            return variable.otherwise();
        }
        return values.size() == 1 ? values.getFirst() : null;
    }
}
