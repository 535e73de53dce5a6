package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.protocoltests.Case.Sort;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// No case is lost on the way from AWS's models.
final class CountTest {
    @Test
    void everyCaseOfTheModelsIsFound(TestReporter reporter) {
        Map<Sort, Long> counts =
                AllCases.all().stream().collect(Collectors.groupingBy(Case::sort, TreeMap::new, Collectors.counting()));
        reporter.publishEntry("cases", counts.toString());
        reporter.publishEntry("left out", Integer.toString(Exclusions.reasons().size()));
        assertThat(counts)
                .isEqualTo(Map.of(
                        Sort.REQUEST, 421L, Sort.RESPONSE, 321L, Sort.MALFORMED_REQUEST, 655L, Sort.EVENT_STREAM, 80L));
    }
}
