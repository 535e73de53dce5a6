package gatehouse.wire.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValuePatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " :: ",
            quoteCharacter = '`',
            value = {
                "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+ :: aé :: true",
                "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+ :: aĀ :: false",
                "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]* :: a😀 :: true",
                "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]* :: Tag ü 1/2 :: true",
                "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]* :: a# :: false",
                "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F) :: /a/b/ :: true",
                "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F) :: /a/b :: false",
                "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$ :: my-alias :: true",
                "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$ :: my--alias :: false",
                "^[a-zA-Z0-9-_.]+$ :: a-_. :: true",
                "v[1-9][0-9]*(\\.[A-Za-z0-9-]*)? :: v10.x :: true",
                "[\\w-]{1,2048} :: a-b :: true",
            })
    void modelsPatternsMatchWholeValues(String pattern, String value, boolean matches) {
        assertThat(ValuePattern.compile(pattern).matches(value)).isEqualTo(matches);
    }

    @Test
    void nearlyAllPatternsAreLinear() {
        assertThat(ValuePattern.compile("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/").isLinear())
                .isTrue();
        assertThat(ValuePattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+")
                        .isLinear())
                .isTrue();
        assertThat(ValuePattern.compile("a(?!b)").isLinear()).isFalse();
    }

    @Test
    void oneClassIsLinearAtAnyLength() {
        for (String quantifier : List.of("*", "+", "{0,2000000}", "{1,}")) {
            ValuePattern pattern = ValuePattern.compile("^[\\u0009\\u0020-\\u00FF]" + quantifier + "$");
            assertThat(pattern.isLinear()).isTrue();
            Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
                assertThat(pattern.matches("a".repeat(2_000_000))).isTrue();
                assertThat(pattern.matches("a".repeat(1_999_999) + "\n")).isFalse();
            });
        }
        assertThat(ValuePattern.compile("[\\p{L}\\p{S}]+").matches("é😀")).isTrue();
    }

    @Test
    void patternsThatOverflowOrExplodeElsewhereAreDecidedHere() {
        ValuePattern nested = ValuePattern.compile("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/");
        ValuePattern ambiguous = ValuePattern.compile("(a|a)*b");
        ValuePattern recursive = ValuePattern.compile("(?!x)(a|b)*");
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(nested.matches("/a".repeat(100_000) + "/")).isTrue();
            assertThat(ambiguous.matches("a".repeat(20_000))).isFalse();
            // Too deep for the fallback: refused, not fatal.
            assertThat(recursive.matches("ab".repeat(100_000))).isFalse();
        });
    }
}
