package gatehouse.gateway;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.AwsJson;
import gatehouse.wire.protocol.AwsQuery;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the service and the protocol of a request: the service by the signature's scope (unsigned requests by
/// their target or version), the protocol by what the client sends.
final class Router {
    private static final Protocol JSON = new AwsJson();
    private static final Protocol QUERY = new AwsQuery();
    private static final Protocol ADMIN = new AdminJson(JSON);

    private final Map<String, Service> bySigningName = new HashMap<>();
    private final List<Service> services;

    Router(List<Service> services) {
        this.services = List.copyOf(services);
        for (Service service : services) {
            bySigningName.put(service.model().metadata().signingName(), service);
        }
    }

    /// The service with that name in a credential scope, or null.
    @Nullable
    Service byScope(String signingName) {
        return bySigningName.get(signingName);
    }

    /// The service that an unsigned request seems to be for, or null. It decides only how the refusal is worded.
    @Nullable
    Service guess(HttpRequest request) {
        String target = request.headers().first("x-amz-target");
        for (Service service : services) {
            var metadata = service.model().metadata();
            boolean named = target != null
                    ? !metadata.targetPrefix().isEmpty() && target.startsWith(metadata.targetPrefix() + ".")
                    : namesOperation(request, service);
            if (named) {
                return service;
            }
        }
        return null;
    }

    private static boolean namesOperation(HttpRequest request, Service service) {
        if (!service.model().metadata().protocols().contains("query")) {
            return false;
        }
        try {
            String name = QUERY.operationName(request, service.model());
            return name != null && service.model().operation(name) != null;
        } catch (SerializationException | ServiceException _) {
            return false; // It cannot be read, so it is for no service in particular.
        }
    }

    /// How the request speaks, whatever the service.
    static Protocol protocolOf(HttpRequest request) {
        if (request.rawPath().startsWith(AdminJson.PATH_PREFIX)) {
            return ADMIN;
        }
        String contentType = request.headers().first("content-type");
        boolean json = request.headers().first("x-amz-target") != null
                || (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/x-amz-json"));
        return json ? JSON : QUERY;
    }

    /// Whether the service speaks that protocol.
    static boolean speaks(Service service, Protocol protocol) {
        boolean own = service.model().metadata().signingName().equals(AdminJson.SIGNING_NAME);
        if (own || protocol == ADMIN) {
            return own && protocol == ADMIN;
        }
        return service.model().metadata().protocols().contains(protocol == JSON ? "json" : "query");
    }
}
