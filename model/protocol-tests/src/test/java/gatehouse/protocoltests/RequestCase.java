package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import java.io.IOException;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;

/// A request, and the input that is to be read from it.
record RequestCase(TestedService service, OperationShape shape, HttpRequestTestCase aws) implements Case {
    @Override
    public String id() {
        return aws.getId();
    }

    @Override
    public Sort sort() {
        return Sort.REQUEST;
    }

    @Override
    public ShapeId protocol() {
        return service.protocolTrait();
    }

    @Override
    public void run() throws IOException {
        Protocol protocol = service.protocol();
        Operation<?, ?> operation = service.operation(shape);
        HttpRequest request = request(operation);
        assertThat(protocol.operationName(request, service.model())).isEqualTo(operation.name());
        Shape input = protocol.readInput(request, operation);
        Shape expected = operation.readInput(new NodeReader(aws.getParams()));
        assertThat(ShapeTree.of(input)).isEqualTo(ShapeTree.of(expected));
    }

    private HttpRequest request(Operation<?, ?> operation) {
        String host = aws.getResolvedHost().or(aws::getHost).orElse("example.com");
        String mediaType = aws.getBodyMediaType().orElse("");
        return Requests.of(
                new Requests.Head(aws.getMethod(), aws.getUri(), aws.getQueryParams(), aws.getHeaders(), host),
                aws.getBody().map(body -> Requests.bytes(body, mediaType)).orElse(new byte[0]),
                operation);
    }
}
