package gatehouse.identity.iam;

import gatehouse.policy.document.Comparison;
import gatehouse.policy.document.ConditionBlock;
import gatehouse.policy.document.ConditionOperator;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.Patterns;
import gatehouse.policy.document.PolicyDocument;
import gatehouse.policy.document.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A policy of an identity in English: every statement, with all that it names, and nothing else. What the policy's
/// author chose stands in quotation marks, and cannot end them.
final class PolicyInWords {
    private static final String ANYTHING = "*";

    private PolicyInWords() {}

    static String of(PolicyDocument policy) {
        StringBuilder text = new StringBuilder();
        List<Statement> statements = policy.statements();
        for (int i = 0; i < statements.size(); i++) {
            text.append(i + 1).append(". ").append(statement(statements.get(i)));
        }
        return text.toString();
    }

    private static String statement(Statement statement) {
        String effect = statement.effect() == Effect.ALLOW ? "Allows " : "Denies, whatever else allows it, ";
        String actions = things(statement.actions(), "action");
        Patterns resources = statement.resources();
        String where = resources == null ? "" : "\n   on " + things(resources, "resource");
        if (statement.conditions().isEmpty()) {
            return effect + actions + where + ".\n";
        }
        String all = statement.conditions().size() == 1 ? "this holds" : "all of this holds";
        return effect + actions + where + ",\n   only where " + all + ":\n"
                + statement.conditions().stream()
                        .map(each -> "   - " + condition(each) + "\n")
                        .collect(Collectors.joining());
    }

    private static String things(Patterns patterns, String thing) {
        boolean any = patterns.values().contains(ANYTHING);
        String listed = list(patterns.values(), " and ");
        return switch (patterns.sense()) {
            case ONLY -> any ? "every " + thing : (patterns.values().size() == 1 ? thing : thing + "s") + " " + listed;
            case ALL_EXCEPT -> "every " + thing + " except " + listed;
        };
    }

    private static String condition(ConditionBlock block) {
        String key = quoted(block.key());
        ConditionOperator operator = block.operator();
        if (operator.comparison() == Comparison.NULL) {
            return "that the request lacks " + key + " is " + list(block.values(), " or ");
        }
        String subject = switch (operator.qualifier()) {
            case NONE -> "";
            case FOR_ALL_VALUES -> "every value of ";
            case FOR_ANY_VALUE -> "at least one value of ";
        };
        return subject + key + " " + verb(operator.comparison()) + " " + list(block.values(), " or ")
                + (holdsWithout(operator) ? ", or the request lacks it" : "");
    }

    private static boolean holdsWithout(ConditionOperator operator) {
        return operator.ifExists()
                || switch (operator.qualifier()) {
                    case NONE -> operator.comparison().negated();
                    case FOR_ALL_VALUES -> true;
                    case FOR_ANY_VALUE -> false;
                };
    }

    private static String verb(Comparison comparison) {
        return switch (comparison) {
            case STRING_EQUALS, NUMERIC_EQUALS, DATE_EQUALS, BOOL, BINARY_EQUALS -> "is";
            case STRING_NOT_EQUALS, NUMERIC_NOT_EQUALS, DATE_NOT_EQUALS -> "is not";
            case STRING_EQUALS_IGNORE_CASE -> "is, whatever its case,";
            case STRING_NOT_EQUALS_IGNORE_CASE -> "is not, whatever its case,";
            case STRING_LIKE, ARN_EQUALS, ARN_LIKE -> "is like";
            case STRING_NOT_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> "is not like";
            case NUMERIC_LESS_THAN -> "is less than";
            case NUMERIC_LESS_THAN_EQUALS -> "is at most";
            case NUMERIC_GREATER_THAN -> "is greater than";
            case NUMERIC_GREATER_THAN_EQUALS -> "is at least";
            case DATE_LESS_THAN -> "is before";
            case DATE_LESS_THAN_EQUALS -> "is not after";
            case DATE_GREATER_THAN -> "is after";
            case DATE_GREATER_THAN_EQUALS -> "is not before";
            case IP_ADDRESS -> "is in";
            case NOT_IP_ADDRESS -> "is not in";
            case NULL -> throw new IllegalArgumentException("it compares nothing");
        };
    }

    private static String list(List<String> values, String last) {
        List<String> quoted = values.stream().map(PolicyInWords::quoted).toList();
        int end = quoted.size() - 1;
        return end <= 0 ? String.join("", quoted) : String.join(", ", quoted.subList(0, end)) + last + quoted.get(end);
    }

    /// A text of somebody else's, on one line.
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (isPlain(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u{%x}", c));
            }
        });
        return quoted.append('"').toString();
    }

    /// Neither a control character, nor one that breaks a line or turns the direction of writing.
    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
