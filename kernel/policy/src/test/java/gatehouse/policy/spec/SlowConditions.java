package gatehouse.policy.spec;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.document.Comparison;
import gatehouse.policy.document.ConditionBlock;
import gatehouse.policy.document.ConditionOperator.Qualifier;
import gatehouse.policy.document.Version;
import gatehouse.policy.spec.SlowText.Wildcards;
import java.util.List;
import java.util.Locale;

/// Conditions by https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html and its
/// page on keys with several values.
final class SlowConditions {
    private final Version version;
    private final ConditionKeys keys;

    SlowConditions(Version version, ConditionKeys keys) {
        this.version = version;
        this.keys = keys;
    }

    Truth holds(ConditionBlock block) {
        Comparison comparison = block.operator().comparison();
        Qualifier qualifier = block.operator().qualifier();
        List<String> values = keys.values(block.key().toLowerCase(Locale.ROOT));
        boolean missing = values == null || values.isEmpty();
        if (comparison == Comparison.NULL) {
            return Truth.any(block.values(), constant -> switch (constant.toLowerCase(Locale.ROOT)) {
                case "true" -> Truth.of(missing);
                case "false" -> Truth.of(!missing);
                default -> Truth.UNKNOWN;
            });
        }
        boolean negated = comparison.text().contains("Not");
        if (values == null || values.isEmpty()) {
            return Truth.of(block.operator().ifExists()
                    || qualifier == Qualifier.FOR_ALL_VALUES
                    || (qualifier == Qualifier.NONE && negated));
        }
        if (qualifier == Qualifier.NONE && values.size() > 1) {
            return Truth.UNKNOWN;
        }
        return switch (qualifier) {
            case NONE -> turned(Truth.any(values, value -> equalsAny(block, value)), negated);
            case FOR_ANY_VALUE -> Truth.any(values, value -> turned(equalsAny(block, value), negated));
            case FOR_ALL_VALUES -> Truth.all(values, value -> turned(equalsAny(block, value), negated));
        };
    }

    private static Truth turned(Truth truth, boolean negated) {
        return negated ? truth.not() : truth;
    }

    private Truth equalsAny(ConditionBlock block, String value) {
        return Truth.any(
                block.values(), constant -> equals(block.operator().comparison().text(), constant, value));
    }

    /// One constant with one value, the negation aside.
    private Truth equals(String operator, String constant, String value) {
        Truth unresolved = operator.contains("Not") ? Truth.UNKNOWN : Truth.FALSE;
        String positive = operator.replace("Not", "");
        SlowText text = new SlowText(version, keys);
        return switch (positive) {
            case "StringEquals" -> text.matches(constant, Wildcards.NONE, value, unresolved);
            case "StringEqualsIgnoreCase" -> ignoringCase(constant, value, unresolved);
            case "StringLike" -> text.matches(constant, Wildcards.ANYWHERE, value, unresolved);
            case "ArnEquals", "ArnLike" ->
                value.matches("(?s)arn:([^:]*:){4}.*")
                        ? text.matches(constant, Wildcards.ARN, value, unresolved)
                        : Truth.UNKNOWN;
            case "BinaryEquals" ->
                constant.matches("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
                        ? Truth.of(constant.equals(value))
                        : Truth.UNKNOWN;
            case "Bool" -> {
                List<String> truths = List.of("true", "false");
                String left = constant.toLowerCase(Locale.ROOT);
                String right = value.toLowerCase(Locale.ROOT);
                yield truths.contains(left) && truths.contains(right) ? Truth.of(left.equals(right)) : Truth.UNKNOWN;
            }
            case "IpAddress" -> SlowValues.inRange(constant, value);
            default ->
                positive.startsWith("Numeric")
                        ? SlowValues.compareNumbers(positive.substring("Numeric".length()), value, constant)
                        : SlowValues.compareDates(positive.substring("Date".length()), value, constant);
        };
    }

    /// Letters of variables' names have no case either, so that the whole text may be lowered.
    private Truth ignoringCase(String constant, String value, Truth unresolved) {
        ConditionKeys lowered = key -> {
            List<String> values = keys.values(key);
            return values == null
                    ? null
                    : values.stream().map(v -> v.toLowerCase(Locale.ROOT)).toList();
        };
        return new SlowText(version, lowered)
                .matches(constant.toLowerCase(Locale.ROOT), Wildcards.NONE, value.toLowerCase(Locale.ROOT), unresolved);
    }
}
