package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import java.util.List;

/// The canonical request of SigV4: what a client signed, rebuilt from what arrived.
final class CanonicalRequest {
    private static final int TYPICAL_BYTES = 640;
    private static final String SECURITY_TOKEN = "x-amz-security-token";

    private CanonicalRequest() {}

    /// The canonical request. `signedHeaders` are in lower case and sorted; `payloadHash` is the body's own hash.
    static GrowableBytes of(HttpRequest request, String service, List<String> signedHeaders, byte[] payloadHash) {
        GrowableBytes out = new GrowableBytes(TYPICAL_BYTES);
        out.put(request.method()).put('\n');
        if (service.equals("s3")) {
            CanonicalUri.putS3Path(out, request.rawPath());
        } else {
            CanonicalUri.putPath(out, request.rawPath());
        }
        out.put('\n');
        CanonicalUri.putQuery(out, request.rawQuery());
        out.put('\n');
        for (String name : signedHeaders) {
            putHeader(out, request.headers(), name);
        }
        out.put('\n');
        for (int i = 0; i < signedHeaders.size(); i++) {
            if (i > 0) {
                out.put(';');
            }
            out.put(signedHeaders.get(i));
        }
        return out.put('\n').putHex(payloadHash);
    }

    private static void putHeader(GrowableBytes out, Headers headers, String name) {
        out.put(name).put(':');
        boolean first = true;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals(name)) {
                if (!first) {
                    out.put(',');
                }
                putCollapsed(out, headers.value(i));
                first = false;
            }
        }
        out.put('\n');
    }

    /// The value without white space around it and with one space for each run of white space within.
    private static void putCollapsed(GrowableBytes out, String value) {
        if (isCollapsed(value)) {
            out.put(value);
            return;
        }
        int length = value.length();
        boolean pending = false;
        int start = out.size();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (isSpace(c)) {
                pending = out.size() > start;
                continue;
            }
            if (pending) {
                out.put(' ');
                pending = false;
            }
            if (c < 0x80) {
                out.put(c);
            } else {
                int codePoint = GrowableBytes.codePointAt(value, i);
                i += codePoint > 0xFFFF ? 1 : 0;
                out.putCodePoint(codePoint);
            }
        }
    }

    private static boolean isCollapsed(String value) {
        boolean afterSpace = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isSpace(c)) {
                afterSpace = false;
            } else if (afterSpace || c != ' ') {
                return false;
            } else {
                afterSpace = true;
            }
        }
        return !afterSpace || value.isEmpty();
    }

    private static boolean isSpace(char c) {
        return c <= ' ' && (c == ' ' || (c >= '\t' && c <= '\r'));
    }

    /// The canonical request as an error message may show it: a session token's value is left out, because
    /// messages reach logs.
    static String shown(GrowableBytes canonical) {
        String text = canonical.utf8();
        int token = text.indexOf("\n" + SECURITY_TOKEN + ":");
        if (token < 0) {
            return text;
        }
        int value = token + SECURITY_TOKEN.length() + 2;
        return text.substring(0, value) + "(hidden)" + text.substring(text.indexOf('\n', value));
    }
}
