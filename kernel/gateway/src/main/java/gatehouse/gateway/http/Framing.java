package gatehouse.gateway.http;

import gatehouse.wire.http.Headers;
import org.jspecify.annotations.Nullable;

/// Where a request's body ends (RFC 9112, section 6.3). Where a proxy and a server may read it differently, the bytes
/// behind it could pass as another client's request.
final class Framing {
    static final long NO_BODY = 0;
    static final long CHUNKED = -1;

    private static final int DIGITS_MAX = 18;
    private static final int BAD_REQUEST = 400;

    private Framing() {}

    /// How many bytes the body has, or [#CHUNKED].
    ///
    /// @throws Refusal where the headers do not say it clearly
    static long bodyBytes(Headers headers) throws Refusal {
        String length = null;
        String encoding = null;
        for (int i = 0; i < headers.size(); i++) {
            switch (headers.name(i)) {
                case "content-length" -> length = once(length, headers.value(i));
                case "transfer-encoding" -> encoding = once(encoding, headers.value(i));
                default -> {}
            }
        }
        if (encoding != null) {
            if (length != null || !encoding.equalsIgnoreCase("chunked")) {
                throw new Refusal(BAD_REQUEST, "it is not clear where the body ends");
            }
            return CHUNKED;
        }
        return length == null ? NO_BODY : length(length);
    }

    /// A declared length: digits alone.
    static long length(String text) throws Refusal {
        if (text.isEmpty() || text.length() > DIGITS_MAX) {
            throw new Refusal(BAD_REQUEST, "no length");
        }
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new Refusal(BAD_REQUEST, "no length");
            }
            length = 10 * length + (c - '0');
        }
        return length;
    }

    private static String once(@Nullable String known, String value) throws Refusal {
        if (known != null) {
            throw new Refusal(BAD_REQUEST, "the length of the body is said twice");
        }
        return value;
    }
}
