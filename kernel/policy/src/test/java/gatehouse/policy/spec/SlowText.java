package gatehouse.policy.spec;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.document.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A policy's text as a regular expression.
final class SlowText {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{ *([^ ,'{}$]+) *(, *'([^']*)' *)?}");

    /// How wildcards are meant.
    enum Wildcards {
        NONE,
        ANYWHERE,
        /// By the rules for Resource.
        RESOURCE,
        /// Within each of six parts.
        ARN
    }

    /// A text that could be understood, or not; that has all values, or not.
    enum Failure {
        MALFORMED,
        UNRESOLVED
    }

    private final Version version;
    private final ConditionKeys keys;

    SlowText(Version version, ConditionKeys keys) {
        this.version = version;
        this.keys = keys;
    }

    /// Where a variable has no value, nothing is matched; whether the opposite may be concluded is unknown.
    Truth matches(String text, Wildcards wildcards, String value, Truth unresolved) {
        StringBuilder regex = new StringBuilder();
        Optional<Failure> failure = translate(text, wildcards, regex);
        if (failure.isPresent()) {
            return failure.get() == Failure.MALFORMED ? Truth.UNKNOWN : unresolved;
        }
        return Truth.of(
                Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value).matches());
    }

    private Optional<Failure> translate(String text, Wildcards wildcards, StringBuilder regex) {
        boolean arn = wildcards == Wildcards.ARN || (wildcards == Wildcards.RESOURCE && text.startsWith("arn:"));
        boolean unresolved = false;
        int colons = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (version == Version.V2012_10_17 && text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    return Optional.of(Failure.MALFORMED);
                }
                String variable = text.substring(at, end + 1);
                Optional<Failure> failure = variable(variable, regex);
                if (failure.isPresent() && failure.get() == Failure.MALFORMED) {
                    return failure;
                }
                unresolved |= failure.isPresent();
                at = end + 1;
                continue;
            }
            at++;
            if (wildcards != Wildcards.NONE && (c == '*' || c == '?')) {
                boolean ends = at == text.length() || text.charAt(at) == ':';
                boolean confined = arn && colons < 5 && !(wildcards == Wildcards.RESOURCE && c == '*' && ends);
                regex.append(confined ? "[^:]" : ".").append(c == '*' ? "*" : "");
            } else {
                colons += c == ':' ? 1 : 0;
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        if (wildcards == Wildcards.ARN && colons < 5) {
            return Optional.of(Failure.MALFORMED);
        }
        if (arn) {
            regex.repeat(":.*", Math.max(0, 5 - colons));
        }
        return unresolved ? Optional.of(Failure.UNRESOLVED) : Optional.empty();
    }

    private Optional<Failure> variable(String text, StringBuilder regex) {
        String inside = text.substring(2, text.length() - 1);
        if (List.of("*", "?", "$").contains(inside)) {
            regex.append(Pattern.quote(inside));
            return Optional.empty();
        }
        Matcher matcher = VARIABLE.matcher(text);
        if (!matcher.matches()) {
            return Optional.of(Failure.MALFORMED);
        }
        List<String> values = keys.values(matcher.group(1).toLowerCase(Locale.ROOT));
        boolean missing = values == null || values.isEmpty();
        String only = values != null && values.size() == 1 ? values.getFirst() : null;
        String value = missing ? matcher.group(3) : only;
        if (value == null) {
            return Optional.of(Failure.UNRESOLVED);
        }
        regex.append(Pattern.quote(value));
        return Optional.empty();
    }
}
