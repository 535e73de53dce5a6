package gatehouse.policy.compiled;

import org.jspecify.annotations.Nullable;

/// A piece of a policy's text.
sealed interface Part {
    record Literal(String text) implements Part {}

    /// A policy variable; `key` in lower case, `otherwise` its default.
    record Variable(String key, @Nullable String otherwise) implements Part {}

    record Wildcard(Kind kind) implements Part {}

    enum Kind {
        ANY,
        ANY_WITHIN,
        ONE,
        ONE_WITHIN
    }
}
