package gatehouse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.http.ByteRange.Part;
import gatehouse.wire.http.ByteRange.Unsatisfiable;
import gatehouse.wire.http.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99, 0, 99",
        "bytes=5-9, 5, 9",
        "bytes=5-, 5, 99",
        "bytes=90-1000, 90, 99",
        "bytes=-1, 99, 99",
        "bytes=-100, 0, 99",
        "bytes=-1000, 0, 99",
        "BYTES=1-2, 1, 2",
        "bytes=1-99999999999999999999999, 1, 99",
    })
    void oneRangeIsAPart(String header, long first, long last) {
        Part part = new Part(first, last, 100);
        assertThat(ByteRange.of(header, 100)).isEqualTo(part);
        assertThat(part.bytes()).isEqualTo(last - first + 1);
        assertThat(part.contentRange()).isEqualTo("bytes " + first + "-" + last + "/100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=99999999999999999999999-", "bytes=-0"})
    void whatLiesBehindTheEndCannotBeSatisfied(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Unsatisfiable(100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5",
                "bytes=9-5",
                "bytes=a-b",
                "bytes=0-1,3-4",
                "bytes=1--2",
                "items=0-1",
                "bytes= 0 - 1"
            })
    void whatIsNotOneRangeMeansTheWhole(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Whole());
    }

    @Test
    void noHeaderMeansTheWholeAndAnEmptyBodyHasNoPart() {
        assertThat(ByteRange.of(null, 100)).isEqualTo(new Whole());
        assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new Unsatisfiable(0));
        assertThat(ByteRange.of("bytes=-5", 0)).isEqualTo(new Unsatisfiable(0));
    }
}
