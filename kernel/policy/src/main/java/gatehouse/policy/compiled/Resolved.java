package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;

/// A text with policy variables. `unresolved` is the answer where one of them has no value.
record Resolved(Template template, boolean unresolved) implements TextPattern {
    @Override
    public boolean matches(String text, ConditionKeys keys) {
        return template.matches(text, keys, unresolved);
    }
}
