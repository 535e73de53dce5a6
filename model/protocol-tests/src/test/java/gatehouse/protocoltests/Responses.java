package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;

/// Holds our responses against AWS's.
final class Responses {
    static final String REQUEST_ID = "foo-id";

    private static final Pattern REQUEST_ID_ELEMENT = Pattern.compile("<[Rr]equestI[Dd]>(.*?)</[Rr]equestI[Dd]>");

    private Responses() {}

    /// The request's id in that response.
    static String requestId(HttpResponseTestCase aws) {
        String inHeader = aws.getHeaders().get("X-Amzn-Requestid");
        if (inHeader != null) {
            return inHeader;
        }
        Matcher inBody = REQUEST_ID_ELEMENT.matcher(aws.getBody().orElse(""));
        return inBody.find() ? inBody.group(1) : REQUEST_ID;
    }

    /// @throws AssertionError where status, headers or body differ
    static void check(HttpResponse response, HttpResponseTestCase aws) throws IOException {
        assertThat(response.status()).as("status").isEqualTo(aws.getCode());
        checkHeaders(response, aws.getHeaders());
        for (String name : aws.getForbidHeaders()) {
            assertThat(header(response, name)).as("header %s", name).isNull();
        }
        for (String name : aws.getRequireHeaders()) {
            assertThat(header(response, name)).as("header %s", name).isNotNull();
        }
        if (aws.getBody().isPresent()) {
            String mediaType =
                    aws.getBodyMediaType().orElse(aws.getBody().get().startsWith("<") ? "application/xml" : "");
            Bodies.check(bytes(response), Requests.bytes(aws.getBody().get(), mediaType), mediaType);
        }
    }

    static void checkHeaders(HttpResponse response, Map<String, String> expected) {
        expected.forEach((name, value) ->
                assertThat(spaced(header(response, name))).as("header %s", name).isEqualTo(spaced(value)));
    }

    /// The whole body, streamed or not.
    static byte[] bytes(HttpResponse response) throws IOException {
        if (response.streamed() == null) {
            return response.body();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.streamed().writeTo(out);
        return out.toByteArray();
    }

    /// All values of a header, as one; the server adds the length of what is no stream.
    private static @Nullable String header(HttpResponse response, String name) {
        Headers headers = response.headers();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("content-length") && headers.first(lower) == null && response.streamed() == null) {
            return Integer.toString(response.body().length);
        }
        String joined = IntStream.range(0, headers.size())
                .filter(i -> headers.name(i).equals(lower))
                .mapToObj(headers::value)
                .collect(Collectors.joining(", "));
        return headers.first(lower) == null ? null : joined;
    }

    /// Commas of lists are followed by a space, or not.
    private static @Nullable String spaced(@Nullable String value) {
        return value == null ? null : value.replace(", ", ",");
    }
}
