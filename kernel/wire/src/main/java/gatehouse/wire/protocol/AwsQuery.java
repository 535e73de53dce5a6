package gatehouse.wire.protocol;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.*;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import org.jspecify.annotations.Nullable;

public final class AwsQuery implements Protocol {
    @Override
    public @Nullable String operationName(HttpRequest request, ServiceModel service) {
        return null;
    }

    @Override
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HttpResponse writeError(ServiceModel service, ServiceException error, String requestId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Family family() {
        return Family.JSON;
    }
}
