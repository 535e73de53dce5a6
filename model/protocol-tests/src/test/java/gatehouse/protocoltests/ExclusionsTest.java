package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The list of what is left out stays short and true.
final class ExclusionsTest {
    @Test
    void whatIsLeftOutExists() {
        Set<String> ids = AllCases.all().stream()
                .flatMap(each -> Stream.of(each.id(), Exclusions.qualified(each)))
                .collect(Collectors.toSet());
        assertThat(ids).containsAll(Exclusions.reasons().keySet());
    }

    @TestFactory
    Stream<DynamicTest> whatWouldPassIsNotLeftOut() {
        return AllCases.all().stream()
                .filter(Exclusions::contains)
                .map(each -> DynamicTest.dynamicTest(
                        each.id(),
                        () -> assertThat(passes(each))
                                .as("%s passes: take it off the list", each.id())
                                .isFalse()));
    }

    @SuppressWarnings("CatchingUnchecked") // A case may fail in any way.
    private static boolean passes(Case each) {
        try {
            each.run();
            return true;
        } catch (Exception | AssertionError _) {
            return false;
        }
    }
}
