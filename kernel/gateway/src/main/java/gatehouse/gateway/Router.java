package gatehouse.gateway;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.protocol.Protocols;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Operation.Flag;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.SignatureV4;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the service and the protocol of a request: the service by its host, by the signature's scope, and where these
/// leave a choice by what the request asks for; the protocol by how it speaks. Who contradicts himself, or could mean
/// two services, is refused.
final class Router {
    private static final Protocol ADMIN = new AdminJson(Protocols.of("json"));

    private final Map<String, List<Service>> bySigningName = new HashMap<>();
    private final List<Service> services;

    Router(List<Service> services) {
        this.services = List.copyOf(services);
        for (Service service : services) {
            bySigningName
                    .computeIfAbsent(service.metadata().signingName(), name -> new ArrayList<>(1))
                    .add(service);
        }
    }

    /// Where the request goes; `scope` is null where it has no signature that could be read.
    Route route(HttpRequest request, @Nullable CredentialScope scope) {
        Dialect dialect = Dialect.of(request);
        if (Dialect.isContradictory(request)) {
            return new Route.Nowhere(protocolOf(dialect, scope), null, CommonErrors.twoDialects());
        }
        Endpoint endpoint = Endpoint.of(request.headers().first("host"));
        List<Service> candidates = candidates(request, endpoint, scope);
        if (candidates.isEmpty()) {
            String name = endpoint.service().isEmpty() && scope != null ? scope.service() : endpoint.service();
            return new Route.Nowhere(protocolOf(dialect, scope), null, CommonErrors.notServed(name));
        }
        boolean named = scope != null || !endpoint.service().isEmpty() || isOwn(request);
        List<Route.ToService> speaking = speaking(candidates, dialect, endpoint);
        if (speaking.isEmpty()) {
            Service only = candidates.size() == 1 ? candidates.getFirst() : null;
            return new Route.Nowhere(protocolOf(dialect, scope), only, CommonErrors.wrongProtocol(candidates));
        }
        return named && speaking.size() == 1 ? speaking.getFirst() : byWhatIsAsked(request, speaking, dialect, named);
    }

    /// The services that host and scope leave: those of the host where it names one, since the scope must then fit.
    private List<Service> candidates(HttpRequest request, Endpoint endpoint, @Nullable CredentialScope scope) {
        if (isOwn(request)) {
            return bySigningName.getOrDefault(AdminJson.SIGNING_NAME, List.of());
        }
        if (!endpoint.service().isEmpty()) {
            return ofHost(endpoint);
        }
        if (scope == null) {
            return services;
        }
        return scope.service().equals(AdminJson.SIGNING_NAME)
                ? List.of()
                : bySigningName.getOrDefault(scope.service(), List.of());
    }

    private static boolean isOwn(HttpRequest request) {
        return request.rawPath().startsWith(AdminJson.PATH_PREFIX);
    }

    /// The longest endpoint prefix goes before others: `data.iot` before `iot`.
    private List<Service> ofHost(Endpoint endpoint) {
        List<Service> found = new ArrayList<>(1);
        int longest = 0;
        for (Service service : services) {
            String prefix = service.metadata().endpointPrefix();
            if (!prefix.isEmpty() && endpoint.isOf(prefix) && prefix.length() >= longest) {
                if (prefix.length() > longest) {
                    found.clear();
                    longest = prefix.length();
                }
                found.add(service);
            }
        }
        return found;
    }

    private static List<Route.ToService> speaking(List<Service> candidates, Dialect dialect, Endpoint endpoint) {
        List<Route.ToService> speaking = new ArrayList<>(candidates.size());
        for (Service service : candidates) {
            Protocol protocol = protocol(service, dialect);
            if (protocol != null) {
                speaking.add(new Route.ToService(service, protocol, endpoint));
            }
        }
        return speaking;
    }

    /// How the service speaks that dialect, or null where it does not. A request without any sign of a dialect is taken
    /// for the service's first protocol; a service of REST protocols minds no body's type here.
    private static @Nullable Protocol protocol(Service service, Dialect dialect) {
        if (service.metadata().signingName().equals(AdminJson.SIGNING_NAME)) {
            return ADMIN;
        }
        List<String> spoken = service.metadata().protocols();
        for (String name : dialect.protocols()) {
            if (spoken.contains(name)) {
                return Protocols.of(name);
            }
        }
        boolean rest = Dialect.REST.protocols().contains(spoken.getFirst());
        boolean taken = dialect == Dialect.REST || (dialect == Dialect.FORM && rest);
        return taken ? Protocols.of(spoken.getFirst()) : null;
    }

    /// The one service among several whose model has what the request asks for.
    private static Route byWhatIsAsked(
            HttpRequest request, List<Route.ToService> speaking, Dialect dialect, boolean named) {
        List<Route.ToService> asked =
                speaking.stream().filter(route -> isFor(route, request)).toList();
        if (asked.size() == 1) {
            return asked.getFirst();
        }
        if (asked.isEmpty() && named) {
            return speaking.getFirst();
        }
        ServiceException answer = asked.isEmpty()
                ? CommonErrors.notServed("")
                : CommonErrors.ambiguous(
                        asked.stream().map(Route.ToService::service).toList());
        return new Route.Nowhere(protocolOf(dialect, null), null, answer);
    }

    private static boolean isFor(Route.ToService route, HttpRequest request) {
        try {
            return route.protocol().isFor(request, route.model());
        } catch (SerializationException | ServiceException _) {
            return false; // It cannot be read, so it is for no service in particular.
        }
    }

    /// As [#operation]; null also where the request cannot be read that far.
    static @Nullable Operation<?, ?> operationOrNone(Service service, Protocol protocol, HttpRequest request) {
        try {
            return operation(service, protocol, request);
        } catch (SerializationException | ServiceException _) {
            return null; // It cannot be read, so it is for no service in particular.
        }
    }

    /// Whether the request, of which only the head is here, is for an operation that takes a stream.
    boolean takesStream(HttpRequest head) {
        if (!SignatureV4.precedesBody(head) || Dialect.of(head) == Dialect.FORM) {
            return false;
        }
        Route.@Nullable ToService route = signedFor(head);
        Operation<?, ?> operation = route == null ? null : operationOrNone(route.service(), route.protocol(), head);
        return operation != null && (operation.has(Flag.STREAMED_INPUT) || operation.has(Flag.EVENTS_IN));
    }

    /// How large the body of the request, of which only the head is here, may be; 0 where nothing more than usual is
    /// known.
    int bodyBytesMax(HttpRequest head) {
        Route.@Nullable ToService route = signedFor(head);
        return route == null ? 0 : route.service().bodyBytesMax();
    }

    private Route.@Nullable ToService signedFor(HttpRequest head) {
        try {
            return route(head, SignatureV4.parse(head).scope()) instanceof Route.ToService route ? route : null;
        } catch (AuthenticationFailure _) {
            return null;
        }
    }

    /// What a caller without a signature is told who asks for an operation that needs none; null for all others.
    static @Nullable ServiceException answerToAnyone(HttpRequest request, Route route) {
        if (!(route instanceof Route.ToService to)) {
            return null;
        }
        Operation<?, ?> operation = operationOrNone(to.service(), to.protocol(), request);
        return operation == null
                        || !operation.has(Flag.UNSIGNED)
                        || to.service().isBuilt(operation)
                ? null
                : CommonErrors.notBuilt(to.service().actionPrefix(), operation.name());
    }

    /// The operation that the request asks the service for, or null.
    static @Nullable Operation<?, ?> operation(Service service, Protocol protocol, HttpRequest request) {
        String name = protocol.operationName(request, service.model());
        return name == null ? null : service.model().operation(name);
    }

    /// How errors are written to a request that goes nowhere.
    static Protocol protocolOf(HttpRequest request) {
        return isOwn(request) ? ADMIN : protocolOf(Dialect.of(request), null);
    }

    /// The same for a request whose signature tells its service.
    static Protocol protocolOfSigned(HttpRequest request) {
        if (isOwn(request)) {
            return ADMIN;
        }
        try {
            return protocolOf(Dialect.of(request), SignatureV4.parse(request).scope());
        } catch (AuthenticationFailure _) {
            return protocolOf(request);
        }
    }

    private static Protocol protocolOf(Dialect dialect, @Nullable CredentialScope scope) {
        return switch (dialect) {
            case CBOR -> Protocols.of("smithy-rpc-v2-cbor");
            case JSON -> Protocols.of("json");
            case FORM -> Protocols.of("query");
            // Without a signature it may be a browser as well: most of AWS's own doors answer that in XML.
            case REST ->
                Protocols.of(scope == null ? "query" : scope.service().equals("s3") ? "rest-xml" : "rest-json");
        };
    }
}
