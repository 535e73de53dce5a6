package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;

/// A text that ends in the only wildcard, `*`; alone it matches everything.
record Prefix(String prefix) implements TextPattern {
    @Override
    public boolean matches(String text, ConditionKeys keys) {
        return text.startsWith(prefix);
    }
}
