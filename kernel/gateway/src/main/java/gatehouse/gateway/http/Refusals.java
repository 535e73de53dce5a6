package gatehouse.gateway.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/// Answers what never became a request: with its status alone, and without a word in the log, so that nobody can fill
/// it. The connection is closed, since nobody knows where the next request would begin.
final class Refusals implements DirectHandler {
    static DirectHandlers all() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, new Refusals());
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            Throwable failure,
            System.@Nullable Logger log) {
        return handle(request, type, status, headers, "");
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        // The handler itself never throws: what is left are requests that broke off or cannot be read.
        boolean unreadable = status.family() == Status.Family.SERVER_ERROR && type == EventType.INTERNAL_ERROR;
        return TransportResponse.builder()
                .headers(headers)
                .status(unreadable ? Status.BAD_REQUEST_400 : status)
                .keepAlive(false)
                .build();
    }
}
