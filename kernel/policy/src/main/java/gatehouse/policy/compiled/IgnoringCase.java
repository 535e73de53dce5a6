package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import java.util.Locale;

/// Texts are equal where they are in lower case. Java's own comparison folds more: U+017F to `s`.
record IgnoringCase(String lower) implements TextPattern {
    static IgnoringCase of(String text) {
        return new IgnoringCase(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean matches(String text, ConditionKeys keys) {
        return text.toLowerCase(Locale.ROOT).equals(lower);
    }
}
