package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import java.util.List;
import java.util.Set;

/// The canonical request of SigV4: what a client signed, rebuilt from what arrived.
final class CanonicalRequest {
    private static final int TYPICAL_BYTES = 640;
    private static final Set<String> WITHOUT_SIGNATURE = Set.of(QueryParameters.SIGNATURE);
    private static final Set<String> WITHOUT_TOKEN = Set.of(QueryParameters.SIGNATURE, QueryParameters.SECURITY_TOKEN);
    private static final String SECURITY_TOKEN = "x-amz-security-token";

    private CanonicalRequest() {}

    /// The canonical request up to the payload's hash, which the caller adds.
    static GrowableBytes head(HttpRequest request, SignatureV4 signature) {
        List<String> signedHeaders = signature.signedHeaders();
        GrowableBytes out = new GrowableBytes(TYPICAL_BYTES);
        out.put(request.method()).put('\n');
        if (isS3(signature.scope().service())) {
            CanonicalUri.putS3Path(out, request.rawPath());
        } else {
            CanonicalUri.putPath(out, request.rawPath());
        }
        out.put('\n');
        CanonicalUri.putQuery(out, request.rawQuery(), omitted(signature));
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
        return out.put('\n');
    }

    /// Whether the service has S3's path rules.
    private static boolean isS3(String service) {
        return service.startsWith("s3")
                && (service.length() == 2
                        || service.equals("s3express")
                        || service.equals("s3-outposts")
                        || service.equals("s3-object-lambda"));
    }

    /// The parameters of a presigned URL that are not signed: the signature, and with AWS IoT the token, which is
    /// added afterwards. Source:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    private static Set<String> omitted(SignatureV4 signature) {
        return switch (signature.placement()) {
            case HEADER -> Set.of();
            case QUERY -> signature.scope().service().equals("iotdevicegateway") ? WITHOUT_TOKEN : WITHOUT_SIGNATURE;
        };
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
        String text = hidden(canonical.utf8(), "\n" + SECURITY_TOKEN + ":", '\n');
        return hidden(text, QueryParameters.SECURITY_TOKEN + "=", '&');
    }

    private static String hidden(String text, String before, char after) {
        int found = text.indexOf(before);
        if (found < 0) {
            return text;
        }
        int value = found + before.length();
        int line = text.indexOf('\n', value);
        int end = text.indexOf(after, value);
        return text.substring(0, value) + "(hidden)" + text.substring(end < 0 ? line : Math.min(end, line));
    }
}
