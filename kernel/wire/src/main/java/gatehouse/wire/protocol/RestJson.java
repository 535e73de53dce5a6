package gatehouse.wire.protocol;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.json.JsonBody;
import gatehouse.wire.rest.ContentNegotiation;
import gatehouse.wire.rest.HttpBindings;
import gatehouse.wire.rest.HttpBindings.ErrorForm;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import org.jspecify.annotations.Nullable;

/// REST with JSON: HTTP says what is asked for, and JSON holds what HTTP has no place for.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
public final class RestJson implements Protocol {
    private final JsonBody format = new JsonBody();
    private final HttpBindings bindings = new HttpBindings(format);

    @Override
    public @Nullable String operationName(HttpRequest request, ServiceModel service) {
        return bindings.operationName(request, service);
    }

    /// As [Protocol#readInput].
    ///
    /// @throws gatehouse.wire.shape.CommonException `UnsupportedMediaTypeException` where the body is
    ///     not said to be what the operation takes, `NotAcceptableException` where the client does not want
    ///     what it answers
    @Override
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        ContentNegotiation.check(request, operation, format);
        return bindings.readInput(request, operation);
    }

    @Override
    public HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId) {
        return bindings.writeOutput(operation, output, requestId);
    }

    @Override
    public HttpResponse writeError(ServiceModel service, ServiceException error, String requestId) {
        ErrorForm form = new ErrorForm("x-amzn-errortype", ProtocolErrors.messageMember(error));
        return bindings.writeError(service, error, requestId, form);
    }

    @Override
    public Family family() {
        return Family.REST_JSON;
    }
}
