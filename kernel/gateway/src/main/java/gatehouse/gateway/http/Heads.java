package gatehouse.gateway.http;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.ssl.SslConnection.SslEndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// A request's head as it came, if nobody can read it in two ways.
final class Heads {
    private static final byte[] NOTHING = {};
    private static final int BAD_REQUEST = 400;
    private static final int VERSION_NOT_SUPPORTED = 505;

    /// Fields about one connection, which HTTP/2 knows nothing of (RFC 9113, section 8.2.2).
    private static final Set<String> OF_HTTP1 =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private Heads() {}

    /// The request without its body.
    ///
    /// @throws Refusal where it is not served
    static HttpRequest of(Request request) throws Refusal {
        HttpURI target = request.getHttpURI();
        String path = target.getPath();
        String query = target.getQuery();
        if (path == null || target.getFragment() != null || !isPlain(path) || (query != null && !isPlain(query))) {
            throw new Refusal(BAD_REQUEST, "no request target");
        }
        Headers headers = switch (request.getConnectionMetaData().getHttpVersion()) {
            case HTTP_1_1 -> http1(request);
            case HTTP_2 -> http2(request, target.getAuthority());
            case HTTP_0_9, HTTP_1_0, HTTP_3 -> throw new Refusal(VERSION_NOT_SUPPORTED, "not HTTP/1.1");
        };
        return new HttpRequest(
                request.getMethod(),
                path,
                query == null ? "" : query,
                headers,
                NOTHING,
                new HttpRequest.Connection(address(request), isSecure(request)));
    }

    private static Headers http1(Request request) throws Refusal {
        Headers.Builder headers = new Headers.Builder();
        int hosts = 0;
        for (HttpField field : request.getHeaders()) {
            String value = value(field);
            headers.add(field.getLowerCaseName(), value);
            if (field.getLowerCaseName().equals("host")) {
                hosts++;
                if (value.isEmpty()) {
                    throw new Refusal(BAD_REQUEST, "an empty host");
                }
            }
        }
        if (hosts != 1) {
            throw new Refusal(BAD_REQUEST, "not one host");
        }
        return headers.build();
    }

    /// `:authority` becomes the `host` header, which signatures cover.
    private static Headers http2(Request request, @Nullable String authority) throws Refusal {
        Headers.Builder headers = new Headers.Builder();
        String host = null;
        for (HttpField field : request.getHeaders()) {
            String value = value(field);
            headers.add(field.getLowerCaseName(), value);
            if (OF_HTTP1.contains(field.getLowerCaseName())) {
                throw new Refusal(BAD_REQUEST, "a field of another version");
            }
            if (field.getLowerCaseName().equals("host")) {
                if (host != null || (authority != null && !authority.equals(value))) {
                    throw new Refusal(BAD_REQUEST, "two hosts");
                }
                host = value;
            }
        }
        if (host == null) {
            if (authority == null) {
                throw new Refusal(BAD_REQUEST, "no host");
            }
            headers.add("host", authority);
        }
        return headers.build();
    }

    /// Values are UTF-8, as AWS's clients send and sign them.
    private static String value(HttpField field) {
        String value = field.getValue();
        if (value == null) {
            return "";
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > '~') {
                return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return value;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String address(Request request) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : String.valueOf(remote);
    }

    private static boolean isSecure(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint() instanceof SslEndPoint;
    }
}
