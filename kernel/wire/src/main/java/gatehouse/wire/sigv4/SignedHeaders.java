package gatehouse.wire.sigv4;

import gatehouse.wire.http.Headers;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// The names of the headers that were signed.
final class SignedHeaders {
    private static final int TYPICAL = 8;

    private SignedHeaders() {}

    /// The names, which the Authorization header joins by semicolons, in lower case and sorted.
    static List<String> sorted(String joined, Headers headers) {
        String lower = joined.toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<>(TYPICAL);
        for (int start = 0; start < lower.length(); ) {
            int semicolon = lower.indexOf(';', start);
            int end = semicolon < 0 ? lower.length() : semicolon;
            names.add(name(lower, start, end, headers));
            start = end + 1;
        }
        Collections.sort(names);
        return names;
    }

    /// One of the names: the request's own String where it has that header.
    private static String name(String joined, int start, int end, Headers headers) {
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.length() == end - start && joined.startsWith(name, start)) {
                return name;
            }
        }
        return joined.substring(start, end);
    }

    /// Requires that `host` and every `x-amz-*` header is signed, and that every signed header is there, once
    /// named.
    static void requireSigned(Headers headers, List<String> signedHeaders) throws AuthenticationFailure {
        if (!signedHeaders.contains("host")) {
            throw new AuthenticationFailure(
                    Reason.WRONG_HEADERS, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (int i = 0; i < signedHeaders.size(); i++) {
            String name = signedHeaders.get(i);
            if (headers.first(name) == null) {
                throw new AuthenticationFailure(
                        Reason.WRONG_HEADERS, "The signed header '" + name + "' is not in the request.");
            }
            if (i > 0 && name.equals(signedHeaders.get(i - 1))) {
                throw new AuthenticationFailure(
                        Reason.WRONG_HEADERS, "'" + name + "' is more than once among the signed headers.");
            }
        }
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.startsWith("x-amz-") && !signedHeaders.contains(name)) {
                throw new AuthenticationFailure(
                        Reason.WRONG_HEADERS, "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }
}
