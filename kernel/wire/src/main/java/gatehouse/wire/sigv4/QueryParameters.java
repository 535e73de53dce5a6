package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.codec.Utf8;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import org.jspecify.annotations.Nullable;

/// The parameters of a query that carry a signature. Each may be there once.
final class QueryParameters {
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String CREDENTIAL = "X-Amz-Credential";
    static final String DATE = "X-Amz-Date";
    static final String EXPIRES = "X-Amz-Expires";
    static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    static final String SIGNATURE = "X-Amz-Signature";
    static final String SECURITY_TOKEN = "X-Amz-Security-Token";
    static final String REGION_SET = "X-Amz-Region-Set";
    static final String CONTENT_SHA256 = "X-Amz-Content-Sha256";

    private static final String[] NAMES = {
        ALGORITHM, CREDENTIAL, DATE, EXPIRES, SIGNED_HEADERS, SIGNATURE, SECURITY_TOKEN, REGION_SET, CONTENT_SHA256
    };

    private final @Nullable String[] values;

    private QueryParameters(@Nullable String[] values) {
        this.values = values;
    }

    /// The parameters, or null where the query has none that makes a signature.
    ///
    /// @throws AuthenticationFailure where one is there twice, or cannot be decoded
    static @Nullable QueryParameters read(String rawQuery) throws AuthenticationFailure {
        if (rawQuery.isEmpty()) {
            return null;
        }
        QueryParameters read = new QueryParameters(new String[NAMES.length]);
        for (int start = 0; start < rawQuery.length(); ) {
            int ampersand = rawQuery.indexOf('&', start);
            int end = ampersand < 0 ? rawQuery.length() : ampersand;
            read.put(rawQuery, start, end);
            start = end + 1;
        }
        boolean signed = read.get(ALGORITHM) != null || read.get(CREDENTIAL) != null || read.get(SIGNATURE) != null;
        return signed ? read : null;
    }

    @Nullable
    String get(String name) {
        return values[indexOf(name)];
    }

    private void put(String rawQuery, int start, int end) throws AuthenticationFailure {
        int equals = rawQuery.indexOf('=', start);
        int nameEnd = equals < 0 || equals > end ? end : equals;
        String name = rawQuery.substring(start, nameEnd);
        int index = indexOf(name.indexOf('%') < 0 ? name : decodedName(name));
        if (index < 0) {
            return;
        }
        if (values[index] != null) {
            throw new AuthenticationFailure(
                            Reason.INCOMPLETE, "The request has more than one '" + NAMES[index] + "' parameter.")
                    .in(Placement.QUERY);
        }
        values[index] = nameEnd == end ? "" : decoded(rawQuery.substring(nameEnd + 1, end));
    }

    private static int indexOf(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// A name that cannot be decoded is none of ours.
    private static String decodedName(String raw) {
        try {
            return decoded(raw);
        } catch (AuthenticationFailure _) {
            return raw;
        }
    }

    private static String decoded(String raw) throws AuthenticationFailure {
        byte[] bytes = raw.getBytes(UTF_8);
        GrowableBytes out = new GrowableBytes(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '+') {
                out.put(' ');
            } else if (bytes[i] != '%') {
                out.put(bytes[i]);
            } else {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw undecodable();
                }
                out.put((high << 4) | low);
                i += 2;
            }
        }
        try {
            return Utf8.decode(out.array(), out.size());
        } catch (SerializationException _) {
            throw undecodable();
        }
    }

    private static AuthenticationFailure undecodable() {
        return new AuthenticationFailure(
                        Reason.INCOMPLETE, "A query-string parameter of the signature is not percent-encoded UTF-8.")
                .in(Placement.QUERY);
    }
}
