package gatehouse.policy.document;

import java.util.Optional;

/// What a condition compares, without its qualifier and `IfExists`.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
public enum Comparison {
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals"),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase"),
    STRING_LIKE("StringLike"),
    STRING_NOT_LIKE("StringNotLike"),
    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_NOT_EQUALS("NumericNotEquals"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
    NUMERIC_GREATER_THAN("NumericGreaterThan"),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
    DATE_EQUALS("DateEquals"),
    DATE_NOT_EQUALS("DateNotEquals"),
    DATE_LESS_THAN("DateLessThan"),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
    DATE_GREATER_THAN("DateGreaterThan"),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals"),
    BOOL("Bool"),
    BINARY_EQUALS("BinaryEquals"),
    IP_ADDRESS("IpAddress"),
    NOT_IP_ADDRESS("NotIpAddress"),
    ARN_EQUALS("ArnEquals"),
    ARN_NOT_EQUALS("ArnNotEquals"),
    ARN_LIKE("ArnLike"),
    ARN_NOT_LIKE("ArnNotLike"),
    NULL("Null");

    private final String text;

    Comparison(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /// Whether this is the negation of another comparison. A negated one holds where the key is missing.
    public boolean negated() {
        return switch (this) {
            case STRING_NOT_EQUALS,
                    STRING_NOT_EQUALS_IGNORE_CASE,
                    STRING_NOT_LIKE,
                    NUMERIC_NOT_EQUALS,
                    DATE_NOT_EQUALS,
                    NOT_IP_ADDRESS,
                    ARN_NOT_EQUALS,
                    ARN_NOT_LIKE -> true;
            case STRING_EQUALS,
                    STRING_EQUALS_IGNORE_CASE,
                    STRING_LIKE,
                    NUMERIC_EQUALS,
                    NUMERIC_LESS_THAN,
                    NUMERIC_LESS_THAN_EQUALS,
                    NUMERIC_GREATER_THAN,
                    NUMERIC_GREATER_THAN_EQUALS,
                    DATE_EQUALS,
                    DATE_LESS_THAN,
                    DATE_LESS_THAN_EQUALS,
                    DATE_GREATER_THAN,
                    DATE_GREATER_THAN_EQUALS,
                    BOOL,
                    BINARY_EQUALS,
                    IP_ADDRESS,
                    ARN_EQUALS,
                    ARN_LIKE,
                    NULL -> false;
        };
    }

    /// Whether the values are dates.
    boolean comparesDates() {
        return text.startsWith("Date");
    }

    static Optional<Comparison> of(String text) {
        for (Comparison comparison : values()) {
            if (comparison.text.equalsIgnoreCase(text)) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }
}
