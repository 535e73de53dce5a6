package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.compiled.TextPattern.Syntax;
import gatehouse.policy.document.Patterns;
import gatehouse.policy.document.Sense;
import gatehouse.policy.document.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Action or NotAction. Actions have no case and no variables.
final class ActionMatcher {
    private final boolean except;
    private final String[] names;
    private final TextPattern[] patterns;
    private final long mayMatch;

    ActionMatcher(Patterns element) {
        except = element.sense() == Sense.ALL_EXCEPT;
        List<String> exact = new ArrayList<>();
        List<TextPattern> others = new ArrayList<>();
        long bits = 0;
        for (String text : element.values()) {
            String lower = text.toLowerCase(Locale.ROOT);
            TextPattern pattern =
                    TextPattern.compile(lower, Syntax.LIKE, Version.V2008_10_17, new Outcomes(false, false));
            if (pattern instanceof Exact(String name)) {
                exact.add(name);
            } else {
                others.add(pattern);
            }
            bits |= ActionBits.ofPattern(lower);
        }
        names = exact.toArray(String[]::new);
        patterns = others.toArray(TextPattern[]::new);
        mayMatch = except ? ActionBits.EVERY : bits;
    }

    /// The [ActionBits] of every action that this may match.
    long mayMatch() {
        return mayMatch;
    }

    boolean matches(Question question) {
        return lists(question.action()) != except;
    }

    private boolean lists(String action) {
        int hash = action.hashCode();
        for (String name : names) {
            if (name.hashCode() == hash && name.equals(action)) {
                return true;
            }
        }
        for (TextPattern pattern : patterns) {
            if (pattern.matches(action, ConditionKeys.NONE)) {
                return true;
            }
        }
        return false;
    }
}
