package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.compiled.TextPattern.Syntax;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.Patterns;
import gatehouse.policy.document.Sense;
import gatehouse.policy.document.Version;

/// Resource or NotResource.
final class ResourceMatcher {
    private final boolean except;
    private final TextPattern[] patterns;

    ResourceMatcher(Patterns element, Effect effect, Version version) {
        except = element.sense() == Sense.ALL_EXCEPT;
        Outcomes outcomes = Outcomes.of(effect, except);
        patterns = element.values().stream()
                .map(text -> TextPattern.compile(text, Syntax.RESOURCE, version, outcomes))
                .toArray(TextPattern[]::new);
    }

    boolean matches(String resource, ConditionKeys keys) {
        for (TextPattern pattern : patterns) {
            if (pattern.matches(resource, keys)) {
                return !except;
            }
        }
        return except;
    }
}
