package gatehouse.gateway;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import org.jspecify.annotations.Nullable;

/// The protocol of the server's own paths, `/_gatehouse/…`: the path names the operation, JSON is the rest.
final class AdminJson implements Protocol {
    static final String PATH_PREFIX = "/_gatehouse/";

    /// The signing name of the server's own service.
    static final String SIGNING_NAME = "gatehouse";

    private final Protocol json;

    AdminJson(Protocol json) {
        this.json = json;
    }

    @Override
    public @Nullable String operationName(HttpRequest request, ServiceModel service) {
        for (Operation<?, ?> operation : service.operations()) {
            if (operation.http().requestUri().equals(request.rawPath())
                    && operation.http().method().equals(request.method())) {
                return operation.name();
            }
        }
        return null;
    }

    @Override
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        return json.readInput(request, operation);
    }

    @Override
    public HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId) {
        return json.writeOutput(operation, output, requestId);
    }

    @Override
    public HttpResponse writeError(ServiceModel service, ServiceException error, String requestId) {
        return json.writeError(service, error, requestId);
    }

    @Override
    public Family family() {
        return json.family();
    }
}
