package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.constraint.ConstraintChecker;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.protocol.ProtocolErrors;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestDefinition;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpMalformedResponseBodyDefinition;
import software.amazon.smithy.protocoltests.traits.HttpMalformedResponseDefinition;

/// A request that is to be refused, and how.
record MalformedRequestCase(TestedService service, OperationShape shape, HttpMalformedRequestTestCase aws)
        implements Case {
    @Override
    public String id() {
        return aws.getId();
    }

    @Override
    public Sort sort() {
        return Sort.MALFORMED_REQUEST;
    }

    @Override
    public void run() throws IOException {
        Protocol protocol = service.protocol();
        ServiceException refusal = Objects.requireNonNull(refusal(protocol, request()), "it is taken");
        HttpResponse response = protocol.writeError(service.model(), refusal, Responses.REQUEST_ID);
        HttpMalformedResponseDefinition expected = aws.getResponse();
        assertThat(response.status()).as("status").isEqualTo(expected.getCode());
        Responses.checkHeaders(response, expected.getHeaders());
        if (expected.getBody().isPresent()) {
            checkBody(response.body(), expected.getBody().get());
        }
    }

    /// Takes the request through the same steps as the gateway.
    private @Nullable ServiceException refusal(Protocol protocol, HttpRequest request) {
        try {
            String name = protocol.operationName(request, service.model());
            Operation<?, ?> operation = name == null ? null : service.model().operation(name);
            if (operation == null) {
                throw ProtocolErrors.unknownOperation(protocol.family(), service.model(), name);
            }
            ConstraintChecker.check(protocol.readInput(request, operation), operation.name(), profile(protocol));
            return null;
        } catch (ServiceException e) {
            return e;
        } catch (SerializationException e) {
            return ProtocolErrors.serialization(protocol.family(), e);
        }
    }

    /// AWS's cases of constraints are those of services that tell of them field by field.
    private static ConstraintProfile profile(Protocol protocol) {
        return protocol.family() == Protocol.Family.REST_JSON ? ConstraintProfile.FIELDS : ConstraintProfile.JSON;
    }

    private HttpRequest request() {
        HttpMalformedRequestDefinition request = aws.getRequest();
        String mediaType = request.getBodyMediaType().orElse("");
        return Requests.of(
                new Requests.Head(
                        request.getMethod(),
                        request.expectUri(),
                        request.getQueryParams(),
                        request.getHeaders(),
                        request.getHost().orElse("")),
                request.getBody().map(body -> Requests.bytes(body, mediaType)).orElse(new byte[0]),
                service.operation(shape));
    }

    private static void checkBody(byte[] body, HttpMalformedResponseBodyDefinition expected) {
        expected.getContents()
                // Where a case has no parameters, AWS leaves the escape of a dollar as it is.
                .map(contents -> contents.replace("$$", "$"))
                .ifPresent(contents ->
                        Bodies.check(body, contents.getBytes(StandardCharsets.UTF_8), expected.getMediaType()));
        expected.getMessageRegex()
                .ifPresent(
                        regex -> assertThat(Bodies.message(body)).as("message").containsPattern(regex));
    }
}
