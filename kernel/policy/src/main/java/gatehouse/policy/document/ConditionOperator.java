package gatehouse.policy.document;

import java.util.Optional;

/// A condition operator with its set qualifier and `IfExists`.
public record ConditionOperator(Qualifier qualifier, Comparison comparison, boolean ifExists) {
    private static final String IF_EXISTS = "IfExists";

    /// How the request's values of one key are taken together.
    public enum Qualifier {
        NONE(""),
        FOR_ALL_VALUES("ForAllValues:"),
        FOR_ANY_VALUE("ForAnyValue:");

        private final String prefix;

        Qualifier(String prefix) {
            this.prefix = prefix;
        }
    }

    /// Reads an operator's name, whatever its case (AWS's own examples write `IPAddress` and `bool`). `Null` takes
    /// neither a qualifier nor `IfExists`. Empty where there is no such operator.
    public static Optional<ConditionOperator> of(String name) {
        Qualifier qualifier = Qualifier.NONE;
        for (Qualifier candidate : Qualifier.values()) {
            if (startsWithIgnoringCase(name, candidate.prefix)) {
                qualifier = candidate;
            }
        }
        String rest = name.substring(qualifier.prefix.length());
        int end = rest.length() - IF_EXISTS.length();
        boolean ifExists = end > 0 && rest.regionMatches(true, end, IF_EXISTS, 0, IF_EXISTS.length());
        Optional<Comparison> comparison = Comparison.of(ifExists ? rest.substring(0, end) : rest);
        if (comparison.isEmpty()
                || (comparison.get() == Comparison.NULL && (ifExists || qualifier != Qualifier.NONE))) {
            return Optional.empty();
        }
        return Optional.of(new ConditionOperator(qualifier, comparison.get(), ifExists));
    }

    private static boolean startsWithIgnoringCase(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /// The operator as AWS writes it.
    public String text() {
        return qualifier.prefix + comparison.text() + (ifExists ? IF_EXISTS : "");
    }
}
