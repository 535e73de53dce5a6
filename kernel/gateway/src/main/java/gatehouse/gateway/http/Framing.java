package gatehouse.gateway.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import java.util.List;
import java.util.regex.Pattern;

/// Whether a request says clearly where its body ends (RFC 9112, section 6.3). Where a proxy and a server may read it
/// differently, the bytes behind it could pass as another client's request.
final class Framing {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private Framing() {}

    static boolean isClear(ServerRequestHeaders headers) {
        boolean length = headers.contains(HeaderNames.CONTENT_LENGTH);
        boolean encoded = headers.contains(HeaderNames.TRANSFER_ENCODING);
        if (length && encoded) {
            return false;
        }
        if (encoded) {
            return headers.contains(HeaderValues.TRANSFER_ENCODING_CHUNKED)
                    && headers.values(HeaderNames.TRANSFER_ENCODING).size() == 1;
        }
        return !length || isOneNumber(headers.get(HeaderNames.CONTENT_LENGTH).allValues());
    }

    private static boolean isOneNumber(List<String> values) {
        return values.size() == 1 && LENGTH.matcher(values.getFirst()).matches();
    }
}
