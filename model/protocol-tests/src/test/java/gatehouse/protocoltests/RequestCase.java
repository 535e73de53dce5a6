package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.smithy.Wire;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.Traits.Word;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.smithy.model.shapes.OperationShape;
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
    public void run() throws IOException {
        Protocol protocol = service.protocol();
        Operation<?, ?> operation = service.operation(shape);
        HttpRequest request = request(operation);
        assertThat(protocol.operationName(request, service.model())).isEqualTo(operation.name());
        Shape input = protocol.readInput(request, operation);
        Shape expected = operation.readInput(new NodeReader(aws.getParams()));
        Map<String, Object> awaited = ShapeTree.of(expected);
        assertThat(actual(operation, input, awaited.keySet())).isEqualTo(awaited);
    }

    /// What was read. A map that takes all parameters of the query has those of other members as well; cases that
    /// are meant for clients leave it out then.
    private static Map<String, Object> actual(Operation<?, ?> operation, Shape input, Set<String> awaited) {
        Map<String, Object> members = ShapeTree.of(input);
        for (Member member : operation.inputSchema().members()) {
            boolean takesAll = "querystring".equals(member.traits().word(Word.LOCATION))
                    && member.target().kind() == Kind.MAP;
            if (takesAll && !awaited.contains(member.name())) {
                members.remove(member.name());
            }
        }
        return members;
    }

    /// The case's headers, which are those that it is about, and those without which no client sends anything.
    private Map<String, String> headers(Operation<?, ?> operation) {
        Map<String, String> headers = new LinkedHashMap<>(aws.getHeaders());
        if (service.wire() == Wire.JSON) {
            headers.putIfAbsent("X-Amz-Target", service.model().metadata().targetPrefix() + "." + operation.name());
        }
        boolean typed = aws.getBody().filter(body -> !body.isEmpty()).isPresent()
                && !aws.getForbidHeaders().contains("Content-Type");
        if (typed && aws.getBodyMediaType().isPresent()) {
            headers.putIfAbsent("Content-Type", aws.getBodyMediaType().get());
        }
        return headers;
    }

    private HttpRequest request(Operation<?, ?> operation) {
        String host = aws.getResolvedHost().or(aws::getHost).orElse("");
        // Some cases of CBOR say what the body is in the header alone.
        String mediaType = aws.getBodyMediaType().orElse(aws.getHeaders().getOrDefault("Content-Type", ""));
        return Requests.of(
                new Requests.Head(aws.getMethod(), aws.getUri(), aws.getQueryParams(), headers(operation), host),
                aws.getBody().map(body -> Requests.bytes(body, mediaType)).orElse(new byte[0]),
                operation);
    }
}
