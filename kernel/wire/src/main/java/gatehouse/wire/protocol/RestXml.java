package gatehouse.wire.protocol;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.rest.HttpBindings;
import gatehouse.wire.rest.HttpBindings.ErrorForm;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.xml.XmlBody;
import org.jspecify.annotations.Nullable;

/// REST with XML: HTTP says what is asked for, and XML holds what HTTP has no place for. What clients say of a body's
/// type does not matter: they send XML under many names, or none.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
public final class RestXml implements Protocol {
    private final HttpBindings bindings = new HttpBindings(new XmlBody());

    @Override
    public @Nullable String operationName(HttpRequest request, ServiceModel service) {
        return bindings.operationName(request, service);
    }

    @Override
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        return bindings.readInput(request, operation);
    }

    @Override
    public HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId) {
        return withIds(operation.service(), bindings.writeOutput(operation, output, requestId), requestId);
    }

    @Override
    public HttpResponse writeError(ServiceModel service, ServiceException error, String requestId) {
        ErrorForm form = new ErrorForm("", ProtocolErrors.messageMember(error));
        return withIds(service, bindings.writeError(service, error, requestId, form), requestId);
    }

    /// S3, whose errors are bare, has ids of its own names.
    private static HttpResponse withIds(ServiceModel service, HttpResponse response, String requestId) {
        if (!service.metadata().noErrorWrapping()) {
            return response;
        }
        Headers.Builder headers = new Headers.Builder();
        for (int i = 0; i < response.headers().size(); i++) {
            headers.add(response.headers().name(i), response.headers().value(i));
        }
        headers.add("x-amz-request-id", requestId).add("x-amz-id-2", XmlBody.hostId(requestId));
        return new HttpResponse(response.status(), headers.build(), response.body(), response.streamed());
    }

    @Override
    public Family family() {
        return Family.REST_XML;
    }
}
