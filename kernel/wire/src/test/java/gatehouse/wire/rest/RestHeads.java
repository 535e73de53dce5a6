package gatehouse.wire.rest;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.RestJson;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Traits.Flag;

/// An operation whose input stands in all places of a request's head, and requests for it.
final class RestHeads {
    private static final RestJson PROTOCOL = new RestJson();
    private static final RestService SERVICE = new RestService("rest");
    private static final HttpRequest.Connection CONNECTION = new HttpRequest.Connection("192.0.2.1", false);
    private static final byte[] NO_BODY = {};

    static final Operation<Values, Values> OPERATION = SERVICE.add(
            "Head",
            "GET",
            "/head/{label}/{rest+}",
            RestService.bound(0, "label", SampleService.STRING, "uri"),
            RestService.bound(1, "rest", SampleService.STRING, "uri"),
            RestService.bound(2, "texts", RestService.list(SampleService.STRING), "header"),
            RestService.bound(3, "numbers", RestService.list(RestService.simple(Kind.SHORT)), "header"),
            RestService.bound(4, "times", RestService.list(RestService.simple(Kind.TIMESTAMP)), "header"),
            RestService.prefixed(5, "meta", RestService.map(SampleService.STRING), "x-meta-"),
            RestService.bound(6, "words", RestService.list(SampleService.STRING), "querystring"),
            RestService.bound(7, "at", RestService.simple(Kind.TIMESTAMP), "querystring"),
            RestService.bound(8, "all", RestService.map(RestService.list(SampleService.STRING)), "querystring"),
            RestService.bound(9, "json", RestService.simple(Kind.STRING, Flag.JSON_VALUE), "header"),
            RestService.bound(10, "flag", RestService.simple(Kind.BOOLEAN), "header"),
            RestService.bound(11, "ratio", RestService.simple(Kind.DOUBLE), "querystring"),
            RestService.bound(12, "data", RestService.simple(Kind.BLOB), "header"));

    private RestHeads() {}

    /// What may be refused: anything else that is thrown is a defect.
    static void readOrRefuse(HttpRequest request) {
        try {
            if (PROTOCOL.operationName(request, SERVICE) != null) {
                PROTOCOL.readInput(request, OPERATION);
            }
        } catch (SerializationException | ServiceException _) {
            // Refused.
        }
    }

    static Values read(HttpRequest request) {
        return PROTOCOL.readInput(request, OPERATION);
    }

    static HttpRequest request(String path, String query, Headers headers) {
        return new HttpRequest("GET", path, query, headers, NO_BODY, CONNECTION);
    }

    static int size(HttpRequest request) {
        int size = request.rawPath().length() + request.rawQuery().length();
        for (int i = 0; i < request.headers().size(); i++) {
            size += request.headers().name(i).length()
                    + request.headers().value(i).length();
        }
        return size;
    }
}
