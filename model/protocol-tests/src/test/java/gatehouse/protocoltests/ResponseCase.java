package gatehouse.protocoltests;

import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import java.io.IOException;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;

/// An output, and the response that is to be made of it.
record ResponseCase(TestedService service, OperationShape shape, HttpResponseTestCase aws) implements Case {
    @Override
    public String id() {
        return aws.getId();
    }

    @Override
    public Sort sort() {
        return Sort.RESPONSE;
    }

    @Override
    public void run() throws IOException {
        Operation<?, ?> operation = service.operation(shape);
        Shape output = operation.readOutput(new NodeReader(aws.getParams()));
        HttpResponse response = service.protocol().writeOutput(operation, output, Responses.requestId(aws));
        Responses.check(response, aws);
    }
}
