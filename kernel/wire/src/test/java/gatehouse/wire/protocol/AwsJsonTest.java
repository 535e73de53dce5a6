package gatehouse.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.SampleService.ThingNotFound;
import gatehouse.wire.sample.Things;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsJsonTest {
    private static final AwsJson PROTOCOL = new AwsJson();

    @Test
    void everyKindOfMemberIsRead() {
        Values thing = read("""
                {"KeyId":"a\\u00e9\\n\\ud83d\\ude00","Count":3,"Big":9007199254740993,"Ratio":-0.5,"Flag":true,
                "At":1767225600.25,"Data":"AQID","Tags":[{"TagKey":"k","TagValue":"v"},{"TagKey":"l"}],
                "Words":["x",null,"y"],"Context":{"b":"2","a":"1"},"Child":{"Words":[]},"Unknown":{"x":[1,{}]},
                "Mode":null,"Anything":{"a":[1,true,null,"s"]}}
                """);
        assertThat(thing.members())
                .containsEntry("KeyId", "aé\n😀")
                .containsEntry("Count", 3)
                .containsEntry("Big", 9_007_199_254_740_993L)
                .containsEntry("Ratio", -0.5)
                .containsEntry("Flag", true)
                .containsEntry("At", Instant.parse("2026-01-01T00:00:00.250Z"))
                .containsEntry("Data", Blob.copyOf(new byte[] {1, 2, 3}))
                .containsEntry("Words", List.of("x", "y"))
                .containsEntry("Context", Map.of("a", "1", "b", "2"))
                .containsEntry("Child", Values.of(SampleService.THING, "Words", List.of()))
                .containsEntry(
                        "Anything",
                        new Document.Members(Map.of(
                                "a",
                                new Document.Array(List.of(
                                        new Document.Numeric(BigDecimal.ONE),
                                        new Document.Bool(true),
                                        new Document.Null(),
                                        new Document.Text("s"))))))
                .doesNotContainKeys("Mode", "Unknown");
        assertThat((List<?>) thing.members().get("Tags")).hasSize(2);
    }

    @Test
    void anEmptyBodyIsAnEmptyStructure() {
        assertThat(read("").members()).isEmpty();
    }

    @Test
    void ofAFractionTheWholePartIsTaken() {
        assertThat(read("{\"Count\":1.9,\"Big\":-2e3}").members())
                .containsEntry("Count", 1)
                .containsEntry("Big", -2000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Count':'1'}|STRING_VALUE can not be converted to an Integer",
                "{'Count':true}|TRUE_VALUE can not be converted to an Integer",
                "{'Count':false}|FALSE_VALUE can not be converted to an Integer",
                "{'Count':[1]}|Start of list found where not expected",
                "{'Count':{'a':1}}|Start of structure or map found where not expected.",
                "{'Count':2147483648}|NUMBER_VALUE can not be converted to an Integer",
                "{'Count':1e400}|NUMBER_VALUE can not be converted to an Integer",
                "{'Big':9223372036854775808}|NUMBER_VALUE can not be converted to a Long",
                "{'Ratio':1e999}|NUMBER_VALUE can not be converted to a Double",
                "{'KeyId':1}|NUMBER_VALUE can not be converted to a String",
                "{'KeyId':true}|TRUE_VALUE can not be converted to a String",
                "{'KeyId':['x']}|Start of list found where not expected",
                "{'Flag':'true'}|STRING_VALUE can not be converted to a Boolean",
                "{'Words':'x'}|Expected list or null",
                "{'Words':{}}|Start of structure or map found where not expected.",
                "{'Words':[1]}|NUMBER_VALUE can not be converted to a String",
                "{'Context':'x'}|Expected map or null",
                "{'Context':[]}|Start of list found where not expected",
                "{'Child':'x'}|Expected null",
                "{'Child':[]}|Start of list found where not expected",
                "{'Data':1}|NUMBER_VALUE can not be converted to a Blob",
                "{'Data':'AQ'}|STRING_VALUE can not be converted to a Blob",
                "{'Data':'AR=='}|STRING_VALUE can not be converted to a Blob",
                "{'Data':'A-_='}|STRING_VALUE can not be converted to a Blob",
                "{'At':'2026-01-01T00:00:00Z'}|STRING_VALUE can not be converted to milliseconds since epoch",
                "{'At':1e300}|NUMBER_VALUE can not be converted to milliseconds since epoch",
                "[]|Start of list found where not expected",
            })
    void wrongTypesAreNamedAsAwsNamesThem(String body, String message) {
        String json = body.replace('\'', '"');
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> read(json))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "null",
                "1",
                "\"x\"",
                "true",
                "{\"KeyId\":\"x\",}",
                "{} {}",
                "{}x",
                "{\"KeyId\":NaN}",
                "{\"KeyId\":\"\\ud800\"}",
                "{\"KeyId\":\"a\",\"KeyId\":\"b\"}",
                "{\"Context\":{\"a\":\"1\",\"a\":\"2\"}}",
                "{\"Context\":{\"\\udc00\":\"1\"}}",
                "{'KeyId':'x'}",
                "// comment\n{}",
                "\u0000",
                "{\"KeyId\":\"\t\"}"
            })
    void brokenJsonIsRefusedWithoutWords(String body) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> read(body))
                .withMessage("");
    }

    @Test
    void aNumberBeyondAllMeasureIsRefused() {
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read("{\"Anything\":1E+2147483648}"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (byte[] bad :
                new byte[][] {{(byte) 0xFF}, {(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}}) {
            byte[] body = ("{\"KeyId\":\"" + new String(bad, java.nio.charset.StandardCharsets.ISO_8859_1) + "\"}")
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read(body));
        }
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> read("{}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)));
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        assertThat(read("{\"Unknown\":" + "[".repeat(90) + "]".repeat(90) + "}").members())
                .isEmpty();
        for (String open : List.of("{\"Child\":", "{\"Unknown\":", "[")) {
            assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read(open.repeat(100_000)));
        }
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("things") Values thing) {
        HttpResponse response = PROTOCOL.writeOutput(SampleService.JSON.putThing(), thing, "id");
        assertThat(read(response.body())).isEqualTo(thing);
    }

    @Provide
    Arbitrary<Values> things() {
        return Things.any();
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] body) {
        assertReadOrRefused(body);
    }

    @Property
    void anyJsonLikeTextIsReadOrRefused(@ForAll("jsonLike") String body) {
        assertReadOrRefused(body.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<String> jsonLike() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"KeyId\"",
                        "\"Count\"",
                        "\"Data\"",
                        "\"At\"",
                        "\"Child\"",
                        "\"Tags\"",
                        "\"Context\"",
                        "\"Anything\"",
                        "1",
                        "-1e9",
                        "1e-999999999",
                        "true",
                        "null",
                        "\"\\u",
                        "\"x\"",
                        "\"AQ==\"",
                        " ",
                        "{\"Child\":",
                        "{\"Tags\":[{\"TagKey\":",
                        "1E+99999999",
                        "é")
                .list()
                .ofMaxSize(30)
                .map(words -> String.join("", words));
    }

    private static void assertReadOrRefused(byte[] body) {
        Throwable thrown = catchThrowable(() -> read(body));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void outputIsWrittenInTheModelsOrder() {
        HttpResponse response = PROTOCOL.writeOutput(
                SampleService.JSON.putThing(),
                Values.of(
                        SampleService.THING,
                        "Words",
                        List.of("a\"\\\u0001\n", "é😀"),
                        "At",
                        Instant.parse("2026-01-01T00:00:00.120Z"),
                        "KeyId",
                        "k",
                        "Data",
                        Blob.copyOf(new byte[] {1})),
                "3f2b");
        assertThat(text(response))
                .isEqualTo("{\"KeyId\":\"k\",\"At\":1767225600.12,\"Data\":\"AQ==\","
                        + "\"Words\":[\"a\\\"\\\\\\u0001\\n\",\"é😀\"]}");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().first("content-type")).isEqualTo("application/x-amz-json-1.1");
        assertThat(response.headers().first("x-amzn-requestid")).isEqualTo("3f2b");
    }

    @Test
    void errorsCarryTypeAndMessage() {
        HttpResponse modelled = PROTOCOL.writeError(SampleService.JSON, new ThingNotFound("No \"thing\""), "id");
        assertThat(text(modelled))
                .isEqualTo(
                        "{\"__type\":\"ThingNotFoundException\",\"Message\":\"No \\\"thing\\\"\",\"Thing\":\"thing\"}");
        assertThat(modelled.status()).isEqualTo(404);
        HttpResponse common = PROTOCOL.writeError(
                SampleService.JSON, CommonException.sender("ValidationException", 400, "wrong"), "id");
        assertThat(text(common)).isEqualTo("{\"__type\":\"ValidationException\",\"message\":\"wrong\"}");
        CommonException broken = ProtocolErrors.serialization(Family.JSON, new SerializationException(""));
        assertThat(text(PROTOCOL.writeError(SampleService.JSON, broken, "id")))
                .isEqualTo("{\"__type\":\"SerializationException\"}");
    }

    @Test
    void theTargetNamesTheOperation() {
        assertThat(name("SampleService.PutThing")).isEqualTo("PutThing");
        assertThat(name("SampleService.Nothing")).isEqualTo("Nothing");
        assertThat(name("AnotherService.PutThing")).isEqualTo("AnotherService.PutThing");
        assertThat(name("SampleService")).isEqualTo("SampleService");
        assertThat(PROTOCOL.operationName(request(Headers.of(), new byte[0]), SampleService.JSON))
                .isNull();
    }

    private static String name(String target) {
        return String.valueOf(
                PROTOCOL.operationName(request(Headers.of("X-Amz-Target", target), new byte[0]), SampleService.JSON));
    }

    private static Values read(String body) {
        return read(body.getBytes(UTF_8));
    }

    private static Values read(byte[] body) {
        Shape shape = PROTOCOL.readInput(request(Headers.of(), body), SampleService.JSON.putThing());
        return (Values) shape;
    }

    private static HttpRequest request(Headers headers, byte[] body) {
        return new HttpRequest("POST", "/", "", headers, body, new HttpRequest.Connection("192.0.2.1", false));
    }

    private static String text(HttpResponse response) {
        return new String(response.body(), UTF_8);
    }
}
