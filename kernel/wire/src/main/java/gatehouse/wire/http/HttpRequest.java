package gatehouse.wire.http;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A request as it came: `rawPath` and `rawQuery` (without `?`, empty where there is none) are not decoded.
/// The body's bytes belong to the request and are not copied. Where an operation takes its input as a stream
/// ([HttpHandler#takesStream]), `body` is empty and `stream` brings the bytes as they arrive, once.
public record HttpRequest(
        String method,
        String rawPath,
        String rawQuery,
        Headers headers,
        byte[] body,
        @Nullable InputStream stream,
        Connection connection) {
    /// A request whose body is here.
    public HttpRequest(
            String method, String rawPath, String rawQuery, Headers headers, byte[] body, Connection connection) {
        this(method, rawPath, rawQuery, headers, body, null, connection);
    }

    /// The same request with other headers and another body: decoded, for example.
    public HttpRequest with(Headers otherHeaders, byte[] otherBody) {
        return new HttpRequest(method, rawPath, rawQuery, otherHeaders, otherBody, null, connection);
    }

    /// The same request with other headers and a body that comes from `otherStream`.
    public HttpRequest with(Headers otherHeaders, InputStream otherStream) {
        return new HttpRequest(method, rawPath, rawQuery, otherHeaders, body, otherStream, connection);
    }

    /// Where it came from.
    public record Connection(String remoteAddress, boolean secure) {}

    @Override
    public String toString() {
        return method + " " + rawPath + " (" + (stream == null ? body.length + " bytes" : "a stream") + ")";
    }
}
