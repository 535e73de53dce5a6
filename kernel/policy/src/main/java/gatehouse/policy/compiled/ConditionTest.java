package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.document.Comparison;
import gatehouse.policy.document.ConditionBlock;
import gatehouse.policy.document.ConditionOperator;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.Version;
import java.util.List;
import java.util.Locale;

/// One operator with one key.
///
/// Several constants are alternatives; for a negated operator none of them may match. A key of several values needs a
/// qualifier: without one it is not understood which of them is meant. The values of two tags whose keys differ in case
/// only, which are one key to a condition, are such too.
/// Source:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
sealed interface ConditionTest {
    boolean holds(ConditionKeys keys);

    static ConditionTest compile(ConditionBlock block, Effect effect, Version version) {
        String key = block.key().toLowerCase(Locale.ROOT);
        Comparison comparison = block.operator().comparison();
        if (comparison == Comparison.NULL) {
            return new Absence(key, List.copyOf(block.values()), effect == Effect.DENY);
        }
        Outcomes outcomes = Outcomes.of(effect, comparison.negated());
        ValueTest[] tests = block.values().stream()
                .map(value -> ValueTest.compile(comparison, value, version, outcomes))
                .toArray(ValueTest[]::new);
        return new Comparing(key, block.operator(), tests, effect == Effect.DENY);
    }

    /// `Null`: whether the key is missing, or present without any value.
    record Absence(String key, List<String> constants, boolean unknown) implements ConditionTest {
        @Override
        public boolean holds(ConditionKeys keys) {
            List<String> values = keys.values(key);
            String absent = values == null || values.isEmpty() ? "true" : "false";
            boolean readable = true;
            for (String constant : constants) {
                if (constant.equalsIgnoreCase(absent)) {
                    return true;
                }
                readable &= constant.equalsIgnoreCase("true") || constant.equalsIgnoreCase("false");
            }
            return !readable && unknown;
        }
    }

    /// Every other operator.
    final class Comparing implements ConditionTest {
        private final String key;
        private final ConditionOperator operator;
        private final boolean negated;
        private final ValueTest[] tests;
        private final boolean unknown;

        Comparing(String key, ConditionOperator operator, ValueTest[] tests, boolean unknown) {
            this.key = key;
            this.operator = operator;
            this.tests = tests;
            this.unknown = unknown;
            negated = operator.comparison().negated();
        }

        @Override
        public boolean holds(ConditionKeys keys) {
            List<String> values = keys.values(key);
            if (values == null || values.isEmpty()) {
                return holdsWithout();
            }
            return switch (operator.qualifier()) {
                case NONE -> values.size() > 1 ? unknown : (matches(values.getFirst(), keys) != negated);
                case FOR_ANY_VALUE -> countHolding(values, keys) > 0;
                case FOR_ALL_VALUES -> countHolding(values, keys) == values.size();
            };
        }

        private boolean holdsWithout() {
            return operator.ifExists()
                    || switch (operator.qualifier()) {
                        case NONE -> negated;
                        case FOR_ANY_VALUE -> false;
                        case FOR_ALL_VALUES -> true;
                    };
        }

        private int countHolding(List<String> values, ConditionKeys keys) {
            int holding = 0;
            for (int i = 0; i < values.size(); i++) {
                if (matches(values.get(i), keys) != negated) {
                    holding++;
                }
            }
            return holding;
        }

        private boolean matches(String value, ConditionKeys keys) {
            for (ValueTest test : tests) {
                if (test.matches(value, keys)) {
                    return true;
                }
            }
            return false;
        }
    }
}
