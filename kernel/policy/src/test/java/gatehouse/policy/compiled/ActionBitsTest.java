package gatehouse.policy.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.compiled.TextPattern.Syntax;
import gatehouse.policy.document.Version;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ActionBitsTest {
    @Property(tries = 5_000)
    void whatAPatternMatchesHasOneOfItsBits(@ForAll("patterns") String pattern, @ForAll("actions") String action) {
        TextPattern compiled =
                TextPattern.compile(pattern, Syntax.LIKE, Version.V2008_10_17, new Outcomes(false, false));
        boolean mayMatch = (ActionBits.ofPattern(pattern) & ActionBits.of(action)) != 0;
        assertThat(mayMatch || !compiled.matches(action, ConditionKeys.NONE)).isTrue();
    }

    @Test
    void actionsOfOtherServicesAndOtherLettersAreToldApart() {
        assertThat(overlap("kms:describe*", "kms:encrypt")).isFalse();
        assertThat(overlap("s3:*", "kms:encrypt")).isFalse();
        assertThat(overlap("kms:*", "kms:encrypt")).isTrue();
        assertThat(overlap("kms:e*", "kms:encrypt")).isTrue();
        assertThat(overlap("kms:?ncrypt", "kms:encrypt")).isTrue();
        assertThat(overlap("*", "kms:encrypt")).isTrue();
        assertThat(overlap("*:encrypt", "kms:encrypt")).isTrue();
    }

    private static boolean overlap(String pattern, String action) {
        return (ActionBits.ofPattern(pattern) & ActionBits.of(action)) != 0;
    }

    /// Few letters, so that patterns often match.
    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', ':', '*', '?').ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> actions() {
        return Arbitraries.strings().withChars('a', 'b', ':').ofMaxLength(6);
    }
}
