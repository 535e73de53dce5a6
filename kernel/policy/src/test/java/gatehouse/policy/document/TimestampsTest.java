package gatehouse.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01T00:00:00Z",
        "0, 1970-01-01T00:00:00Z",
        "2026-02, 2026-02-01T00:00:00Z",
        "2026-01-31, 2026-01-31T00:00:00Z",
        "2026-1-3T, 2026-01-03T00:00:00Z",
        "2026-01-31TZ, 2026-01-31T00:00:00Z",
        "2026-01-31T9, 2026-01-31T09:00:00Z",
        "2026-01-31T09:30, 2026-01-31T09:30:00Z",
        "2026-01-31T09:30Z, 2026-01-31T09:30:00Z",
        "2026-01-31t09:30:15.5+02:00, 2026-01-31T07:30:15.500Z",
        "2026-01-31T09:30:15.123456789-0230, 2026-01-31T12:00:15.123Z",
        "2026-01-31T09:30:15+23, 2026-01-30T10:30:15Z",
        "'2026-01-31T09.5', 2026-01-31T09:30:00Z",
        "'2026-01-31T09:30,5', 2026-01-31T09:30:30Z",
        "T10:00Z, 1970-01-01T10:00:00Z",
        "01T, 0001-01-01T00:00:00Z",
        "-0044-03-15, -0044-03-15T00:00:00Z",
        "1769851815, 2026-01-31T09:30:15Z",
    })
    void aDateIsAMoment(String text, String moment) {
        // A year alone is a number of seconds, as every number is.
        long expected = text.equals("2026") ? 2_026_000L : Instant.parse(moment).toEpochMilli();
        assertThat(Timestamps.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-292275054, true", "292278993-12-31, true", "-292275055, false", "292278994-01, false"})
    void yearsHaveBounds(String text, boolean date) {
        assertThat(Timestamps.parse(text) != Timestamps.NONE).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "9300000000000000"})
    void secondsBeyondAllDatesAreTheLatestMoment(String text) {
        assertThat(Timestamps.parse(text)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "soon",
                " 2026-01-31",
                "2026-13",
                "2026-00",
                "2026-02-29",
                "2026-01-31T24",
                "2026-01-31T09:60",
                "2026-01-31T09:30:15:10",
                "2026-01-31T09:30:15.",
                "2026-01-31T09:30:15.1234567890",
                "2026-01-31T09:30:15+1",
                "2026-01-31T09:30:15+24",
                "2026-01-31T09:30:15+10:5",
                "2026-01-31T09:30:15Zulu",
                "2026-01-31 09:30",
                "9223372036854775808",
                "\u0661970-01-01",
            })
    void nothingElseIsADate(String text) {
        assertThat(Timestamps.parse(text)).isEqualTo(Timestamps.NONE);
    }
}
