package gatehouse.protocoltests;

import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.ServiceException;
import java.io.IOException;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;

/// An error, and the response that is to be made of it.
record ErrorCase(TestedService service, Shape shape, HttpResponseTestCase aws) implements Case {
    @Override
    public String id() {
        return aws.getId();
    }

    @Override
    public Sort sort() {
        return Sort.RESPONSE;
    }

    @Override
    public void run() throws IOException, ReflectiveOperationException {
        ServiceException error = service.readError(shape, new NodeReader(aws.getParams()));
        HttpResponse response = service.protocol().writeError(service.model(), error, Responses.requestId(aws));
        Responses.check(response, aws);
    }
}
