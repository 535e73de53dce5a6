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
/// Several constants are alternatives; for a negated operator none of them may match. Without a qualifier a key of
/// several values matches where one of them does, but not a tag: keys of tags that differ in case only are two tags to
/// some services and one to a condition, so which of them it means is not understood.
sealed interface ConditionTest {
    List<String> TAG_PREFIXES = List.of("aws:requesttag/", "aws:resourcetag/", "aws:principaltag/");

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
        private final boolean tag;
        private final boolean unknown;

        Comparing(String key, ConditionOperator operator, ValueTest[] tests, boolean unknown) {
            this.key = key;
            this.operator = operator;
            this.tests = tests;
            this.unknown = unknown;
            tag = TAG_PREFIXES.stream().anyMatch(key::startsWith);
            negated = operator.comparison().negated();
        }

        @Override
        public boolean holds(ConditionKeys keys) {
            List<String> values = keys.values(key);
            if (values == null || values.isEmpty()) {
                return holdsWithout();
            }
            return switch (operator.qualifier()) {
                case NONE -> isAmbiguous(values) ? unknown : (anyMatches(values, keys) != negated);
                case FOR_ANY_VALUE -> countHolding(values, keys) > 0;
                case FOR_ALL_VALUES -> countHolding(values, keys) == values.size();
            };
        }

        private boolean isAmbiguous(List<String> values) {
            return tag && values.size() > 1;
        }

        private boolean holdsWithout() {
            return operator.ifExists()
                    || switch (operator.qualifier()) {
                        case NONE -> negated;
                        case FOR_ANY_VALUE -> false;
                        case FOR_ALL_VALUES -> true;
                    };
        }

        private boolean anyMatches(List<String> values, ConditionKeys keys) {
            for (int i = 0; i < values.size(); i++) {
                if (matches(values.get(i), keys)) {
                    return true;
                }
            }
            return false;
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
