package gatehouse.gateway;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpRequest.Connection;
import java.util.ArrayList;
import java.util.List;

/// What a service asks of another on its caller's behalf. To that other it comes from the service: not from
/// the caller's address, not with the caller's headers, and not over a network in the clear.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
record Forwarded(Service service, HttpRequest request, String requestId, List<String> via) implements Asked {
    /// How many services may ask one another: what asks in a circle ends here.
    static final int VIA_MAX = 8;

    /// This server itself, "this host" (RFC 1122): the address of no caller, and in no range but that of all.
    private static final Connection HERE = new Connection("0.0.0.0", true);

    private static final byte[] NO_BODY = {};

    Forwarded {
        via = List.copyOf(via);
    }

    /// What the service that was asked `by` asks of `service`.
    static Forwarded of(Service service, String requestId, Asked by) {
        if (by.via().size() >= VIA_MAX) {
            throw new IllegalStateException("more than " + VIA_MAX + " services ask one another: " + by.via());
        }
        List<String> via = new ArrayList<>(by.via());
        String principal = by.service().eventSource();
        via.add(principal);
        HttpRequest request = new HttpRequest("POST", "/", "", Headers.of("user-agent", principal), NO_BODY, HERE);
        return new Forwarded(service, request, requestId, via);
    }
}
