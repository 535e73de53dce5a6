package gatehouse.wire.protocol;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import org.jspecify.annotations.Nullable;

/// One of AWS's protocols. Stateless; one object serves all services.
public interface Protocol {
    /// The name of the operation that the request asks for (`X-Amz-Target` after the dot, `Action`, …), whether
    /// or not the service has it; null where the request names none.
    ///
    /// @throws gatehouse.wire.shape.SerializationException where the request cannot be read that far
    @Nullable
    String operationName(HttpRequest request, ServiceModel service);

    /// Whether the request asks for an operation of this very service and version.
    ///
    /// @throws gatehouse.wire.shape.SerializationException where the request cannot be read that far
    default boolean isFor(HttpRequest request, ServiceModel service) {
        String name = operationName(request, service);
        return name != null && service.operation(name) != null;
    }

    /// Reads the operation's input.
    ///
    /// @throws gatehouse.wire.shape.SerializationException where the body is broken or a type is wrong
    <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation);

    HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId);

    /// Writes any error, modelled or common, in the protocol's form.
    HttpResponse writeError(ServiceModel service, ServiceException error, String requestId);

    /// The family that decides how authentication failures are named and worded.
    Family family();

    enum Family {
        JSON,
        QUERY,
        EC2,
        REST_JSON,
        REST_XML,
        CBOR
    }
}
