package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.PatternSyntaxException;
import gatehouse.wire.shape.Constraints;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The models' patterns are written for `java.util.regex`, whose matcher recurses; RE2 takes linear time and does not.
final class PatternsTest {
    /// Looks ahead, which RE2 cannot. Its shape has 63 characters at most.
    private static final String ACCOUNT_ALIAS = "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";

    /// Spans the supplementary planes by surrogate pairs, which RE2 takes for four separate code points.
    private static final String SURROGATES = "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*";

    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
    private static final int SHORT_ENOUGH_TO_RECURSE = 1_000;
    private static final int UNBOUNDED_TESTED_AT = 65_536;

    @Test
    void everyPatternCompilesInJavasOwnExpressions() {
        assertThat(patterns()).hasSizeGreaterThan(50);
        assertThat(patterns().keySet())
                .allSatisfy(pattern -> assertThat(Pattern.compile(pattern)).isNotNull());
    }

    @Test
    void linearExpressionsTakeAllButTheKnownPatternsOnceUnicodeEscapesAreRewritten() {
        TreeSet<String> refused = new TreeSet<>();
        for (String pattern : patterns().keySet()) {
            try {
                com.google.re2j.Pattern.compile(rewritten(pattern));
            } catch (PatternSyntaxException e) {
                refused.add(pattern);
            }
        }
        assertThat(refused).containsExactlyInAnyOrder(ACCOUNT_ALIAS, SURROGATES);
    }

    @Test
    void everyPatternIsDecidedAtItsShapesOwnMaximumLength() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> linearPatterns().forEach((pattern, lengthMax) -> {
                    com.google.re2j.Pattern linear = com.google.re2j.Pattern.compile(rewritten(pattern));
                    for (String unit : List.of("a", "-", "\u0001")) {
                        String longest = unit.repeat(lengthMax);
                        String shorter = unit.repeat(Math.min(lengthMax, SHORT_ENOUGH_TO_RECURSE));
                        assertThat(linear.matches(longest) == linear.matches(shorter) || lengthMax < 1_000)
                                .as("%s at %d and %d", pattern, longest.length(), shorter.length())
                                .isTrue();
                    }
                }));
    }

    @Test
    void linearExpressionsAgreeWithJavasOwn() {
        linearPatterns().forEach((pattern, lengthMax) -> {
            com.google.re2j.Pattern linear = com.google.re2j.Pattern.compile(rewritten(pattern));
            Pattern recursive = Pattern.compile(pattern);
            for (String unit : List.of("a", "A", "0", "-", "/a", "a.", "\u00e9", "a=", "\ud83d\ude00", " ", "\t")) {
                String text = unit.repeat(Math.min(lengthMax, SHORT_ENOUGH_TO_RECURSE) / unit.length());
                assertThat(linear.matches(text))
                        .as("%s on %s", pattern, unit)
                        .isEqualTo(recursive.matcher(text).matches());
            }
        });
    }

    @Test
    void javasOwnExpressionsSufficeForThosePatternsAtTheirMaximumLength() {
        assertThat(patterns()).containsEntry(ACCOUNT_ALIAS, 63).containsEntry(SURROGATES, 255);
        assertThat("a".repeat(63)).matches(ACCOUNT_ALIAS);
        assertThat("a-".repeat(31) + "a").matches(ACCOUNT_ALIAS);
        assertThat("a--b").doesNotMatch(ACCOUNT_ALIAS);
        assertThat("\ud83d\ude00".repeat(127)).matches(SURROGATES);
        assertThat("\u0001").doesNotMatch(SURROGATES);
    }

    private static Map<String, Integer> linearPatterns() {
        Map<String, Integer> linear = new TreeMap<>(patterns());
        linear.keySet().removeAll(List.of(ACCOUNT_ALIAS, SURROGATES));
        return linear;
    }

    /// Each pattern with the largest length at which some shape uses it.
    private static Map<String, Integer> patterns() {
        Map<String, Integer> patterns = new TreeMap<>();
        Services.schemas().forEach(schema -> {
            Constraints constraints = schema.constraints();
            if (constraints.pattern() != null) {
                long max = Objects.requireNonNullElse(constraints.max(), (long) UNBOUNDED_TESTED_AT);
                patterns.merge(constraints.pattern(), Math.toIntExact(max), Math::max);
            }
        });
        return patterns;
    }

    private static String rewritten(String pattern) {
        return UNICODE_ESCAPE.matcher(pattern).replaceAll(Matcher.quoteReplacement("\\x{") + "$1}");
    }
}
