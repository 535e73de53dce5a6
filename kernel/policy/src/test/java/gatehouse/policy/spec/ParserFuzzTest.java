package gatehouse.policy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.PolicyDocument;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the text, parsing ends with a policy or with the declared exception; any other fails the test.
class ParserFuzzTest {
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u",
            "\u0000",
            "\ud800",
            "\uffff",
            "null",
            "true",
            "-1e9",
            "1",
            "\"Statement\"",
            "\"Effect\"",
            "\"Allow\"",
            "\"Action\"",
            "\"Resource\"",
            "\"Condition\"",
            "\"Principal\"",
            "\"*\"",
            "${",
            "}",
            "${a:b, '",
            "arn:aws:::::",
            "\"Version\"",
            "\"2012-10-17\"",
            " ");

    @Provide
    Arbitrary<String> mutants() {
        Arbitrary<PolicyDocument> documents =
                Arbitraries.of(PolicyKind.IDENTITY, PolicyKind.RESOURCE).flatMap(Documents::of);
        return Combinators.combine(
                        documents, Arbitraries.longs(), Arbitraries.integers().between(1, 4))
                .as((document, seed, count) -> mutated(document.toJson(), new Random(seed), count));
    }

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of(TOKENS).list().ofMaxSize(60).map(tokens -> String.join("", tokens));
    }

    private static String mutated(String text, Random random, int count) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(mutant.length());
            String token = TOKENS.get(random.nextInt(TOKENS.size()));
            switch (random.nextInt(4)) {
                case 0 -> mutant.insert(at, token);
                case 1 -> mutant.deleteCharAt(at);
                case 2 -> mutant.setCharAt(at, token.charAt(0));
                default -> mutant.replace(at, Math.min(mutant.length(), at + token.length()), token);
            }
        }
        return mutant.toString();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void mutantsAreParsedOrRefused(@ForAll("mutants") String text, @ForAll PolicyKind kind) {
        assertParsedOrRefused(text, kind);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void tokenSoupIsParsedOrRefused(@ForAll("soup") String text, @ForAll PolicyKind kind) {
        assertParsedOrRefused(text, kind);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyTextIsParsedOrRefused(@ForAll String text, @ForAll PolicyKind kind) {
        assertParsedOrRefused(text, kind);
    }

    private static void assertParsedOrRefused(String text, PolicyKind kind) {
        try {
            assertThat(Policy.parse(text, kind).document().statements()).isNotEmpty();
        } catch (MalformedPolicyException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
