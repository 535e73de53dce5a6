package gatehouse.gateway;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// `GET /_gatehouse/health`: whether the server serves everything (200) or, with a nearly full disk, only reads and
/// deletions (503). The one path without a signature: it tells nothing else.
final class Health {
    private static final String PATH = AdminJson.PATH_PREFIX + "health";
    private static final Headers JSON = Headers.of("content-type", "application/json");

    private final DiskReserve diskReserve;

    Health(DiskReserve diskReserve) {
        this.diskReserve = diskReserve;
    }

    static boolean isAsked(HttpRequest request) {
        return request.rawPath().equals(PATH)
                && (request.method().equals("GET") || request.method().equals("HEAD"));
    }

    HttpResponse answer() {
        return diskReserve.isIntact() ? status(200, "ok") : status(503, "disk nearly full");
    }

    static HttpResponse status(int status, String word) {
        return new HttpResponse(status, JSON, ("{\"status\":\"" + word + "\"}\n").getBytes(StandardCharsets.UTF_8));
    }
}
