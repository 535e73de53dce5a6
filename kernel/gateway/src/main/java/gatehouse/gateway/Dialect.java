package gatehouse.gateway;

import gatehouse.wire.http.HttpRequest;
import java.util.List;
import java.util.Locale;

/// How a request speaks, as far as one can tell without knowing the service: each dialect is one or two of AWS's
/// protocols.
enum Dialect {
    /// RPC v2, which says so in a header.
    CBOR,
    /// AWS JSON, which names its operation in a header.
    JSON,
    /// A form, in the body or in the URL's query, that names an `Action`.
    FORM,
    /// Anything else: method and path must tell.
    REST;

    private static final String JSON_TYPE = "application/x-amz-json";
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private static final List<String> OF_CBOR = List.of("smithy-rpc-v2-cbor");
    private static final List<String> OF_JSON = List.of("json");
    private static final List<String> OF_FORM = List.of("query", "ec2");
    private static final List<String> OF_REST = List.of("rest-json", "rest-xml");

    /// The protocols of the dialect, as models call them.
    List<String> protocols() {
        return switch (this) {
            case CBOR -> OF_CBOR;
            case JSON -> OF_JSON;
            case FORM -> OF_FORM;
            case REST -> OF_REST;
        };
    }

    static Dialect of(HttpRequest request) {
        if ("rpc-v2-cbor".equals(request.headers().first("smithy-protocol"))) {
            return CBOR;
        }
        if (request.headers().first("x-amz-target") != null) {
            return JSON;
        }
        String contentType = request.headers().first("content-type");
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith(JSON_TYPE)) {
            return JSON;
        }
        return type.startsWith(FORM_TYPE) || namesAction(request.rawQuery()) ? FORM : REST;
    }

    private static boolean namesAction(String rawQuery) {
        return rawQuery.startsWith("Action=") || rawQuery.contains("&Action=");
    }

    /// Whether the request speaks two dialects at once, so that two servers might take it for different calls.
    static boolean isContradictory(HttpRequest request) {
        boolean target = request.headers().first("x-amz-target") != null;
        return target
                && ("rpc-v2-cbor".equals(request.headers().first("smithy-protocol"))
                        || namesAction(request.rawQuery()));
    }
}
