package gatehouse.protocoltests;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.Operation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes our requests of AWS's.
final class Requests {
    private static final HttpRequest.Connection CONNECTION = new HttpRequest.Connection("127.0.0.1", false);

    private Requests() {}

    /// What stands before a request's body; `host` is empty where it does not matter.
    record Head(String method, String uri, List<String> queryParams, Map<String, String> headers, String host) {}

    /// A request with that body; where `operation` takes its body as a stream, it gets one.
    static HttpRequest of(Head head, byte[] body, Operation<?, ?> operation) {
        int question = head.uri().indexOf('?');
        String query = String.join("&", head.queryParams());
        String path = question < 0 ? head.uri() : head.uri().substring(0, question);
        if (question >= 0) {
            query = head.uri().substring(question + 1) + (query.isEmpty() ? "" : "&" + query);
        }
        boolean streamed = operation.has(Operation.Flag.STREAMED_INPUT) || operation.has(Operation.Flag.EVENTS_IN);
        return new HttpRequest(
                head.method(),
                path,
                query,
                headers(head, body.length),
                streamed ? new byte[0] : body,
                streamed ? new ByteArrayInputStream(body) : null,
                CONNECTION);
    }

    private static Headers headers(Head head, int length) {
        Headers.Builder headers = new Headers.Builder();
        boolean hasHost = false;
        boolean hasLength = false;
        for (Map.Entry<String, String> each : head.headers().entrySet()) {
            headers.add(each.getKey(), each.getValue());
            String name = each.getKey().toLowerCase(Locale.ROOT);
            hasHost |= name.equals("host");
            hasLength |= name.equals("content-length") || name.equals("transfer-encoding");
        }
        if (!hasHost && !head.host().isEmpty()) {
            headers.add("host", head.host());
        }
        if (!hasLength && (length > 0 || head.method().startsWith("P"))) {
            headers.add("content-length", Integer.toString(length));
        }
        return headers.build();
    }

    /// The bytes of a body in a model, where those of CBOR are in Base64.
    static byte[] bytes(String body, String mediaType) {
        return mediaType.equals("application/cbor")
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }
}
