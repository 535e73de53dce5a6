package gatehouse.wire.http;

/// A request as it came: `rawPath` and `rawQuery` (without `?`, empty where there is none) are not decoded.
/// The body's bytes belong to the request and are not copied.
public record HttpRequest(
        String method, String rawPath, String rawQuery, Headers headers, byte[] body, Connection connection) {
    /// Where it came from.
    public record Connection(String remoteAddress, boolean secure) {}

    @Override
    public String toString() {
        return method + " " + rawPath + " (" + body.length + " bytes)";
    }
}
