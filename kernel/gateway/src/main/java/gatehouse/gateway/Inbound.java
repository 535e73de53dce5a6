package gatehouse.gateway;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.sigv4.SignatureV4;
import java.util.List;

/// A signed request to a service, as far as it can be read without trusting it.
record Inbound(HttpRequest request, String requestId, Route.ToService route, SignatureV4 signature) implements Asked {
    /// The same, read from another request.
    Inbound with(HttpRequest other) {
        return new Inbound(other, requestId, route, signature);
    }

    @Override
    public Service service() {
        return route.service();
    }

    @Override
    public List<String> via() {
        return List.of();
    }

    Protocol protocol() {
        return route.protocol();
    }
}
