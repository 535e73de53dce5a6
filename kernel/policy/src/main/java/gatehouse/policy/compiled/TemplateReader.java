package gatehouse.policy.compiled;

import gatehouse.policy.compiled.Part.Kind;
import gatehouse.policy.compiled.Part.Literal;
import gatehouse.policy.compiled.Part.Variable;
import gatehouse.policy.compiled.Part.Wildcard;
import gatehouse.policy.compiled.TextPattern.Syntax;
import gatehouse.policy.document.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes a text apart. `${*}`, `${?}` and `${$}` are the plain characters; in the version of 2008 `${` is plain text.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
final class TemplateReader {
    /// The inside of `${key}` or `${key, 'default'}`. Each class excludes what follows it, so that it cannot backtrack.
    private static final Pattern VARIABLE = Pattern.compile(" *+([^ ,'{}$]++) *+(?:, *+'([^']*+)' *+)?");

    private final String text;
    private final boolean wildcards;
    private final boolean variables;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    TemplateReader(String text, Syntax syntax, Version version) {
        this.text = text;
        wildcards = syntax != Syntax.EQUAL && syntax != Syntax.EQUAL_IGNORING_CASE;
        variables = version == Version.V2012_10_17;
    }

    /// Null where a variable is malformed.
    @Nullable
    List<Part> read() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (wildcards && (c == '*' || c == '?')) {
                endLiteral();
                parts.add(new Wildcard(c == '*' ? Kind.ANY : Kind.ONE));
                at++;
            } else if (variables && text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0 || !variable(text.substring(at + 2, end))) {
                    return null;
                }
                at = end + 1;
            } else {
                literal.append(c);
                at++;
            }
        }
        endLiteral();
        if (parts.isEmpty()) {
            parts.add(new Literal(""));
        }
        return parts;
    }

    private boolean variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            literal.append(inside);
            return true;
        }
        Matcher matcher = VARIABLE.matcher(inside);
        if (!matcher.matches()) {
            return false;
        }
        endLiteral();
        parts.add(new Variable(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2)));
        return true;
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
