package gatehouse.gateway;

import gatehouse.wire.http.HttpRequest;
import java.util.List;

/// What is asked of a service: by a caller over HTTP ([Inbound]), or by another service on the caller's
/// behalf ([Forwarded]).
sealed interface Asked permits Inbound, Forwarded {
    Service service();

    /// Where it comes from, and its headers.
    HttpRequest request();

    String requestId();

    /// The service principals (`secretsmanager.amazonaws.com`) of the services that asked one another on
    /// the caller's behalf, the one that asks this last; empty where the caller asks.
    List<String> via();
}
