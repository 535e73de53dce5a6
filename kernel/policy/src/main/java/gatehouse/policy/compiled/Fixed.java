package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;

/// The answer to what cannot be understood.
record Fixed(boolean answer) implements TextPattern {
    @Override
    public boolean matches(String text, ConditionKeys keys) {
        return answer;
    }
}
