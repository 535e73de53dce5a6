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
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.SerializationException;
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

final class AwsQueryTest {
    private static final AwsQuery PROTOCOL = new AwsQuery();

    @Test
    void everyKindOfMemberIsRead() {
        Values thing = read("KeyId=a+b%2Bc%C3%A9&Count=-3&Big=9007199254740993&Ratio=0.5&Flag=TRUE"
                + "&At=2026-01-01T01:00:00%2B01:00&Data=AQID&Tags.member.1.TagKey=k&Tags.member.1.TagValue="
                + "&Words.member.10=last&Words.member.2=first&Words.member.2000000=very+last&Context.entry.1.key=x"
                + "&Context.entry.1.value=y&Child.Child.Count=1&FlatItem.1=f&FlatItem.2=g&Unknown.member.1=z");
        assertThat(thing.members())
                .containsEntry("KeyId", "a b+cé")
                .containsEntry("Count", -3)
                .containsEntry("Big", 9_007_199_254_740_993L)
                .containsEntry("Ratio", 0.5)
                .containsEntry("Flag", true)
                .containsEntry("At", Instant.parse("2026-01-01T00:00:00Z"))
                .containsEntry("Data", Blob.copyOf(new byte[] {1, 2, 3}))
                .containsEntry("Tags", List.of(Values.of(SampleService.TAG, "TagKey", "k", "TagValue", "")))
                .containsEntry("Words", List.of("first", "last", "very last"))
                .containsEntry("Context", Map.of("x", "y"))
                .containsEntry("Flat", List.of("f", "g"))
                .hasSize(12);
    }

    @Test
    void anEmptyParameterIsAnEmptyList() {
        assertThat(read("Words=&Context=").members())
                .containsEntry("Words", List.of())
                .containsEntry("Context", Map.of());
    }

    @Test
    void parametersMayStandInTheUrl() {
        HttpRequest request = request("Action=PutThing&Version=2010-05-08&KeyId=k", "");
        assertThat(PROTOCOL.operationName(request, SampleService.QUERY)).isEqualTo("PutThing");
        assertThat(PROTOCOL.readInput(request, SampleService.QUERY.putThing()).members())
                .containsEntry("KeyId", "k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Count=x|STRING_VALUE can not be converted to an Integer",
                "Count=|STRING_VALUE can not be converted to an Integer",
                "Count=2147483648|STRING_VALUE can not be converted to an Integer",
                "Big=1.5|STRING_VALUE can not be converted to a Long",
                "Ratio=1f|STRING_VALUE can not be converted to a Double",
                "Flag=1|STRING_VALUE can not be converted to a Boolean",
                "At=today|STRING_VALUE can not be converted to milliseconds since epoch",
                "Data=A|STRING_VALUE can not be converted to a Blob",
                "KeyId.member.1=x|Start of structure or map found where not expected.",
                "KeyId=x&KeyId.y=z|Start of structure or map found where not expected.",
                "Words=x|Unexpected list element termination",
                "Words.1=x|Unexpected list element termination",
                "Words.member.x=1|Unexpected list element termination",
                "Words.member.0=1|Unexpected list element termination",
                "Words.member.01=1|Unexpected list element termination",
                "Words.member.9999999999=1|Unexpected list element termination",
                "Context.entry.1.value=x|''",
                "Context.entry.1.key=x|Unexpected map entry termination",
                "Child=x|Expected null",
                "KeyId=a&KeyId=b|A parameter was given more than once",
                "KeyId=%|''",
                "KeyId=%1|''",
                "KeyId=%zz|''",
                "KeyId=%C3|''",
                "KeyId=%ED%A0%80|''",
            })
    void malformedInputIsRefused(String body, String message) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> read(body))
                .withMessage(message);
    }

    @Test
    void namesOfEndlessDepthAreRefused() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> read("Child.".repeat(500_000) + "KeyId=x"));
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read("a=&".repeat(60_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Version=2012-01-01&KeyId=k", "KeyId=k"})
    void anotherVersionHasNoSuchOperation(String query) {
        HttpRequest request = request("", query);
        assertThatExceptionOfType(CommonException.class)
                .isThrownBy(() -> PROTOCOL.readInput(request, SampleService.QUERY.putThing()))
                .withMessageStartingWith("Could not find operation PutThing for version ");
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] body) {
        assertReadOrRefused(body);
    }

    @Property
    void anyFormLikeTextIsReadOrRefused(@ForAll("formLike") String body) {
        assertReadOrRefused(body.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<String> formLike() {
        return Arbitraries.of(
                        "&",
                        "=",
                        ".",
                        "member",
                        "entry",
                        "key",
                        "value",
                        "KeyId",
                        "Count",
                        "Tags",
                        "TagKey",
                        "Words",
                        "Context",
                        "Child",
                        "FlatItem",
                        "Data",
                        "At",
                        "Flag",
                        "1",
                        "2",
                        "999999999",
                        "%",
                        "%41",
                        "+",
                        "-",
                        "&Tags.member.1.TagKey=",
                        "&Context.entry.1.key=x&Context.entry.1.value=",
                        "Version=2010-05-08")
                .list()
                .ofMaxSize(30)
                .map(words -> String.join("", words) + "&Version=2010-05-08");
    }

    private static void assertReadOrRefused(byte[] body) {
        HttpRequest request = request("", new String(body, UTF_8));
        Throwable thrown = catchThrowable(() -> PROTOCOL.readInput(request, SampleService.QUERY.putThing()));
        if (thrown != null) {
            assertThat(thrown).isInstanceOfAny(SerializationException.class, CommonException.class);
        }
    }

    @Test
    void outputIsWrapped() {
        HttpResponse response = PROTOCOL.writeOutput(
                SampleService.QUERY.putThing(),
                Values.of(
                        SampleService.THING,
                        "KeyId",
                        "<&>\"\r\n\u0001\uFFFE😀",
                        "Count",
                        3,
                        "Flag",
                        false,
                        "At",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        "Data",
                        Blob.copyOf(new byte[] {1}),
                        "Tags",
                        List.of(Values.of(SampleService.TAG, "TagKey", "k")),
                        "Words",
                        List.of(),
                        "Context",
                        Map.of("x", "y"),
                        "Flat",
                        List.of("f", "g")),
                "3f2b");
        assertThat(text(response))
                .isEqualTo("<PutThingResponse xmlns=\"https://sample.example.com/doc/2010-05-08/\"><PutThingResult>"
                        + "<KeyId>&lt;&amp;&gt;&quot;&#xD;\n\uFFFD\uFFFD😀</KeyId><Count>3</Count><Flag>false</Flag>"
                        + "<At>2026-01-01T00:00:00Z</At><Data>AQ==</Data>"
                        + "<Tags><member><TagKey>k</TagKey></member></Tags><Words/>"
                        + "<Context><entry><key>x</key><value>y</value></entry></Context>"
                        + "<FlatItem>f</FlatItem><FlatItem>g</FlatItem></PutThingResult>"
                        + "<ResponseMetadata><RequestId>3f2b</RequestId></ResponseMetadata></PutThingResponse>");
        assertThat(response.headers().first("content-type")).isEqualTo("text/xml");
        assertThat(response.headers().first("x-amzn-requestid")).isEqualTo("3f2b");
    }

    @Test
    void errorsAreWrapped() {
        HttpResponse response = PROTOCOL.writeError(SampleService.QUERY, new ThingNotFound("No <thing>"), "3f2b");
        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response))
                .isEqualTo(
                        "<ErrorResponse xmlns=\"https://sample.example.com/doc/2010-05-08/\"><Error><Type>Sender</Type>"
                                + "<Code>NoSuchThing</Code><Message>No &lt;thing&gt;</Message><Thing>thing</Thing></Error>"
                                + "<RequestId>3f2b</RequestId></ErrorResponse>");
    }

    @Test
    void unknownActionsAreNamed() {
        CommonException unknown = ProtocolErrors.unknownOperation(Family.QUERY, SampleService.QUERY, "Nothing");
        assertThat(unknown).hasMessage("Could not find operation Nothing for version 2010-05-08");
        assertThat(unknown.error().code()).isEqualTo("InvalidAction");
        assertThat(ProtocolErrors.unknownOperation(Family.QUERY, SampleService.QUERY, null)
                        .error()
                        .code())
                .isEqualTo("MissingAction");
        assertThat(ProtocolErrors.unknownOperation(Family.JSON, SampleService.JSON, "Nothing")
                        .error()
                        .code())
                .isEqualTo("UnknownOperationException");
        assertThat(ProtocolErrors.serialization(Family.QUERY, new SerializationException(""))
                        .error()
                        .code())
                .isEqualTo("MalformedInput");
    }

    private static Values read(String form) {
        HttpRequest request = request("", form + "&Version=2010-05-08");
        return PROTOCOL.readInput(request, SampleService.QUERY.putThing());
    }

    private static HttpRequest request(String query, String body) {
        return new HttpRequest(
                "POST", "/", query, Headers.of(), body.getBytes(UTF_8), new HttpRequest.Connection("192.0.2.1", false));
    }

    private static String text(HttpResponse response) {
        return new String(response.body(), UTF_8);
    }
}
