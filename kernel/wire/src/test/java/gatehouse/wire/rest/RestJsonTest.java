package gatehouse.wire.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpRequest.Connection;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.protocol.RestJson;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.SampleService.ThingNotFound;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits;
import gatehouse.wire.shape.Traits.Flag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestJsonTest {
    private static final RestJson PROTOCOL = new RestJson();
    private static final RestService SERVICE = new RestService("rest");
    private static final Operation<Values, Values> ALL = SERVICE.add(
            "All",
            "POST",
            "/all/{label}",
            RestService.bound(0, "label", SampleService.STRING, "uri"),
            RestService.bound(1, "texts", RestService.list(SampleService.STRING), "header"),
            RestService.bound(2, "number", RestService.simple(Kind.SHORT), "header"),
            RestService.bound(3, "times", RestService.list(RestService.simple(Kind.TIMESTAMP)), "header"),
            RestService.prefixed(4, "meta", RestService.map(SampleService.STRING), "X-Meta-"),
            RestService.bound(5, "q", SampleService.STRING, "querystring"),
            RestService.bound(6, "rest", RestService.map(RestService.list(SampleService.STRING)), "querystring"),
            RestService.bound(7, "status", RestService.simple(Kind.INTEGER), "statusCode"),
            Member.of(8, "body", SampleService.STRING, Traits.NONE),
            RestService.bound(9, "json", RestService.simple(Kind.STRING, Flag.JSON_VALUE), "header"),
            RestService.bound(10, "text", SampleService.STRING, "header"));
    private static final Operation<Values, Values> PUT = SERVICE.add(
            "Put",
            "PUT",
            "/put",
            RestService.payload(0, "data", RestService.simple(Kind.BLOB, Flag.STREAMING, Flag.REQUIRES_LENGTH)));
    private static final Operation<Values, Values> SAY =
            SERVICE.add("Say", "PUT", "/say", RestService.payload(0, "said", SampleService.STRING));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b , c | a;b;c",
                "\"a,b\",c | a,b;c",
                "\"say \\\"hi\\\"\" | say \"hi\"",
                "\"\\\\\" , x | \\;x",
                "a,,b | a;;b",
                "\"\" | ''",
            })
    void elementsOfHeadersMayBeQuoted(String header, String elements) {
        Values input = read("/all/x", "", "texts", header.strip());
        assertThat(input.members()).containsEntry("texts", List.of(elements.split(";", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a", "\"a\" b", "a, \"", "\"a\\\""})
    void brokenQuotesAreRefused(String header) {
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read("/all/x", "", "texts", header));
    }

    @Test
    void linesOfOneHeaderAreOneList() {
        Headers headers = Headers.of("texts", "a, b", "texts", "", "texts", "c");
        assertThat(PROTOCOL.readInput(request("/all/x", "", headers, ""), ALL).members())
                .containsEntry("texts", List.of("a", "b", "c"));
    }

    @Test
    void timesInListsHaveCommasOfTheirOwn() {
        Values input = read("/all/x", "", "times", "Thu, 01 Jan 2026 00:00:00 GMT, Fri, 02 Jan 2026 00:00:00.5 GMT");
        assertThat(input.members())
                .containsEntry(
                        "times",
                        List.of(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00.5Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+1", "1.0", "32768", "-32769", "0x1", "1f", "\u0661", "1e2", "99999999999999999999"})
    void numbersAreReadStrictly(String text) {
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read("/all/x", "", "number", text));
    }

    @Test
    void whatIsOneIsNotGivenTwice() {
        Headers twice = Headers.of("number", "1", "number", "1");
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> PROTOCOL.readInput(request("/all/x", "", twice, ""), ALL));
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> PROTOCOL.readInput(request("/all/x", "q=1&q=1", Headers.of(), ""), ALL));
    }

    @Test
    void mapsTakeHeadersOfAPrefixAndTheWholeQuery() {
        Headers headers = Headers.of("X-Meta-A", "1", "x-meta-b", " 2", "x-meta-", "none", "x-metal", "no");
        Values input = PROTOCOL.readInput(request("/all/x", "q=a+b&r=1&r=%2B&s", headers, ""), ALL);
        assertThat(input.members())
                .containsEntry("meta", Map.of("a", "1", "b", "2"))
                .containsEntry("q", "a b")
                .containsEntry("rest", Map.of("q", List.of("a b"), "r", List.of("1", "+"), "s", List.of("")));
    }

    @Test
    void parametersHaveALimit() {
        String query = "a&".repeat(10_001);
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> PROTOCOL.readInput(request("/all/x", query, Headers.of(), ""), ALL));
    }

    @Test
    void theBodyHoldsOnlyWhatIsBoundNowhereElse() {
        Headers headers = Headers.of("content-type", "application/json; charset=utf-8");
        Values input = PROTOCOL.readInput(
                request("/all/x", "", headers, "{\"body\":\"b\",\"label\":\"other\",\"q\":\"other\"}"), ALL);
        assertThat(input.members()).containsOnly(Map.entry("label", "x"), Map.entry("body", "b"));
    }

    @Test
    void textsThatAreJsonStandInHeadersAsBase64() {
        assertThat(read("/all/x", "", "json", "e30=").members()).containsEntry("json", "{}");
        HttpResponse answer = PROTOCOL.writeOutput(ALL, output("json", "{}"), "id");
        assertThat(answer.headers().first("json")).isEqualTo("e30=");
    }

    @Test
    void headersAreNotBrokenByTheirValues() {
        HttpResponse answer = PROTOCOL.writeOutput(ALL, output("text", "a\r\nset-cookie: b\0"), "id");
        assertThat(answer.headers().first("text")).isEqualTo("a  set-cookie: b ");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> PROTOCOL.writeOutput(ALL, output("meta", Map.of("a: b\r\n", "v")), "id"));
    }

    @Test
    void anAnswerWithoutContentHasNone() {
        HttpResponse answer = PROTOCOL.writeOutput(ALL, output("status", 204), "id");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().first("content-type")).isNull();
    }

    @Test
    void headAndBodyOfAnAnswerAreWritten() {
        HttpResponse answer = PROTOCOL.writeOutput(
                ALL,
                Values.of(
                        ALL.outputSchema(),
                        "texts",
                        List.of("a", "b,c", "", " d"),
                        "meta",
                        Map.of("Name", "v"),
                        "status",
                        202,
                        "body",
                        "b"),
                "id");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers().first("texts")).isEqualTo("a, \"b,c\", \"\", \" d\"");
        assertThat(answer.headers().first("x-meta-name")).isEqualTo("v");
        assertThat(answer.headers().first("x-amzn-requestid")).isEqualTo("id");
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("{\"body\":\"b\"}");
    }

    @Test
    void errorsAreNamedInAHeader() {
        HttpResponse answer = PROTOCOL.writeError(SERVICE, new ThingNotFound("no thing"), "id");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers().first("x-amzn-errortype")).isEqualTo("ThingNotFoundException");
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("{\"Message\":\"no thing\",\"Thing\":\"thing\"}");
    }

    @Test
    void streamsAreHandedOnAsTheyAre() throws IOException {
        Values input = PROTOCOL.readInput(streamed(Headers.of("content-length", "3"), "abc"), PUT);
        DataStream stream = (DataStream) Objects.requireNonNull(input.members().get("data"));
        assertThat(stream.length()).isEqualTo(3);
        try (InputStream in = stream.open()) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("abc");
        }
        HttpResponse answer = PROTOCOL.writeOutput(
                PUT, PROTOCOL.readInput(streamed(Headers.of("x-amz-decoded-content-length", "3"), "abc"), PUT), "id");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Objects.requireNonNull(answer.streamed()).writeTo(out);
        assertThat(out.toString(UTF_8)).isEqualTo("abc");
        assertThat(answer.headers().first("content-length")).isEqualTo("3");
    }

    @Test
    void aStreamOfUnknownLengthIsRefusedWhereTheModelDemandsIt() {
        assertThatExceptionOfType(CommonException.class)
                .isThrownBy(() -> PROTOCOL.readInput(streamed(Headers.of(), "abc"), PUT))
                .satisfies(e -> assertThat(e.error().status()).isEqualTo(411));
        assertThat(PROTOCOL.readInput(streamed(Headers.of(), ""), PUT).members())
                .containsKey("data");
    }

    @Test
    void textPayloadsAreUtf8() {
        Headers plain = Headers.of("content-type", "text/plain");
        HttpRequest request =
                new HttpRequest("PUT", "/say", "", plain, new byte[] {(byte) 0xC3}, new Connection("127.0.0.1", false));
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> PROTOCOL.readInput(request, SAY));
    }

    @Property
    void anyTextSurvivesInPathAndQuery(@ForAll String label, @ForAll String q) {
        String text = whole(label);
        boolean found = !text.isEmpty() && !text.equals(".") && !text.equals("..");
        HttpRequest request = request("/all/" + encoded(text), "q=" + encoded(whole(q)), Headers.of(), "");
        if (found) {
            assertThat(PROTOCOL.operationName(request, SERVICE)).isEqualTo("All");
            assertThat(PROTOCOL.readInput(request, ALL).members())
                    .containsEntry("label", text)
                    .containsEntry("q", whole(q));
        } else {
            assertThat(PROTOCOL.operationName(request, SERVICE)).isNull();
        }
    }

    @Property
    void whateverIsSentIsReadOrRefused(
            @ForAll String path, @ForAll String query, @ForAll String header, @ForAll @Size(max = 50) byte[] body) {
        String[] names = {"texts", "times", "json", "number", "x-meta-a", "content-type"};
        for (String name : names) {
            HttpRequest request = new HttpRequest(
                    "POST",
                    "/all/" + path,
                    query,
                    Headers.of(name, header, "content-type", "application/json"),
                    body,
                    new Connection("127.0.0.1", false));
            try {
                PROTOCOL.operationName(request, SERVICE);
                PROTOCOL.readInput(request, ALL);
            } catch (SerializationException | CommonException e) {
                assertThat(e).hasNoCause();
            }
        }
    }

    private static String whole(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).replace("\0", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static Values read(String path, String query, String header, String value) {
        return PROTOCOL.readInput(request(path, query, Headers.of(header, value), ""), ALL);
    }

    private static Values output(String member, Object value) {
        return Values.of(ALL.outputSchema(), member, value);
    }

    private static HttpRequest request(String path, String query, Headers headers, String body) {
        return new HttpRequest("POST", path, query, headers, body.getBytes(UTF_8), new Connection("127.0.0.1", false));
    }

    private static HttpRequest streamed(Headers headers, String body) {
        return new HttpRequest(
                "PUT",
                "/put",
                "",
                headers,
                new byte[0],
                new ByteArrayInputStream(body.getBytes(UTF_8)),
                new Connection("127.0.0.1", false));
    }
}
