package gatehouse.wire.http;

/// An answer. The headers do not hold `Content-Length` and `Date`: the server adds them.
public record HttpResponse(int status, Headers headers, byte[] body) {
    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
