package gatehouse.wire.trail;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.Things;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Blob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class TrailWriterTest {
    private static final Values THING = Values.of(
            SampleService.THING,
            "KeyId",
            "alias/a",
            "Count",
            3,
            "At",
            Instant.parse("2022-08-10T22:38:27.9Z"),
            "Data",
            Blob.copyOf(new byte[] {1, 2, 3}),
            "Tags",
            List.of(Values.of(SampleService.TAG, "TagKey", "k", "TagValue", "v")),
            "Words",
            List.of("x", "y"),
            "Context",
            Map.of("Purpose", "test"),
            "Secret",
            "hush",
            "Child",
            Values.of(SampleService.THING, "KeyId", "c"),
            "AWSAccountId",
            "111122223333");

    @Test
    void namesAreSmallAndSecretsAreLeftOut() {
        assertThat(written(THING, TrailRules.NONE))
                .isEqualTo("{\"keyId\":\"alias/a\",\"count\":3,\"at\":\"Aug 10, 2022, 10:38:27 PM\","
                        + "\"tags\":[{\"tagKey\":\"k\",\"tagValue\":\"v\"}],\"words\":[\"x\",\"y\"],"
                        + "\"context\":{\"Purpose\":\"test\"},\"child\":{\"keyId\":\"c\"},"
                        + "\"AWSAccountId\":\"111122223333\"}");
    }

    @Test
    void rulesOmitAndHide() {
        TrailRules rules = TrailRules.of(
                Set.of("words", "context", "child.keyId", "tags.tagValue"), Set.of("secret", "data", "keyId"));
        assertThat(written(THING, rules))
                .isEqualTo("{\"keyId\":\"HIDDEN_DUE_TO_SECURITY_REASONS\",\"count\":3,"
                        + "\"at\":\"Aug 10, 2022, 10:38:27 PM\",\"data\":\"HIDDEN_DUE_TO_SECURITY_REASONS\","
                        + "\"tags\":[{\"tagKey\":\"k\"}],\"secret\":\"HIDDEN_DUE_TO_SECURITY_REASONS\","
                        + "\"child\":{},\"AWSAccountId\":\"111122223333\"}");
    }

    @Test
    void nothingToSeeIsNull() {
        assertThat(written(Values.of(SampleService.THING), TrailRules.NONE)).isEqualTo("null");
        assertThat(written(Values.of(SampleService.THING, "Secret", "hush"), TrailRules.NONE))
                .isEqualTo("null");
    }

    @Test
    void recordsAreWrittenOneAfterTheOtherIntoALargerOne() {
        GrowableBytes bytes = new GrowableBytes(16);
        JsonBuffer json = new JsonBuffer(bytes);
        TrailWriter writer = new TrailWriter(json, TrailRules.NONE);
        json.startObject().name("requestParameters");
        writer.write(Values.of(SampleService.THING, "KeyId", "k"));
        json.name("responseElements");
        writer.write(Values.of(SampleService.THING));
        json.name("readOnly").bool(true).endObject();
        assertThat(bytes.utf8())
                .isEqualTo("{\"requestParameters\":{\"keyId\":\"k\"},\"responseElements\":null,\"readOnly\":true}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-01T00:00:00Z|Jan 1, 2026, 12:00:00 AM",
                "2026-12-31T12:05:09Z|Dec 31, 2026, 12:05:09 PM",
                "2026-02-03T13:00:00Z|Feb 3, 2026, 1:00:00 PM",
            })
    void timesAreInWords(Instant time, String words) {
        assertThat(TrailTime.format(time)).isEqualTo(words);
    }

    @Property
    void whateverIsWrittenIsJsonWithoutBlobs(@ForAll("things") Values thing) {
        String json = written(thing, TrailRules.NONE);
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            int tokens = 0;
            while (parser.nextToken() != null) {
                assertThat(parser.currentName()).isNotEqualTo("data");
                tokens++;
            }
            assertThat(tokens).isPositive();
        }
    }

    @Provide
    Arbitrary<Values> things() {
        return Things.any();
    }

    private static String written(Values thing, TrailRules rules) {
        GrowableBytes bytes = new GrowableBytes(16);
        new TrailWriter(new JsonBuffer(bytes), rules).write(thing);
        return bytes.utf8();
    }
}
