package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;

record IgnoringCase(String value) implements TextPattern {
    @Override
    public boolean matches(String text, ConditionKeys keys) {
        return value.equalsIgnoreCase(text);
    }
}
