package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.document.Version;

/// A compiled text of a policy that is held against a text of a request.
sealed interface TextPattern permits Exact, Prefix, Chunks, Glob, IgnoringCase, Resolved, Fixed {
    boolean matches(String text, ConditionKeys keys);

    /// What a text means where it stands.
    enum Syntax {
        /// Equal, character by character.
        EQUAL,
        EQUAL_IGNORING_CASE,
        /// With `*` and `?` that match anything.
        LIKE,
        /// An element of Resource.
        RESOURCE,
        /// A value of ArnLike.
        ARN
    }

    /// Compiles `text`. `outcomes` says what is answered where it cannot be understood or resolved.
    static TextPattern compile(String text, Syntax syntax, Version version, Outcomes outcomes) {
        Template template = Template.parse(text, syntax, version);
        if (template == null) {
            return new Fixed(outcomes.unknown());
        }
        TextPattern pattern = template.isStatic() ? template.resolve(ConditionKeys.NONE) : null;
        return pattern != null ? pattern : new Resolved(template, outcomes.unresolved());
    }
}
