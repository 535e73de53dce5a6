package gatehouse.protocoltests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gatehouse.wire.constraint.ConstraintChecker;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.smithy.model.node.ArrayNode;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.traits.HttpTrait;
import software.amazon.smithy.protocoltests.traits.TestFailureExpectation;
import software.amazon.smithy.protocoltests.traits.eventstream.Event;
import software.amazon.smithy.protocoltests.traits.eventstream.EventStreamTestCase;
import software.amazon.smithy.protocoltests.traits.eventstream.EventType;

/// Events that arrive, or leave, or both.
record EventStreamCase(TestedService service, OperationShape shape, EventStreamTestCase aws) implements Case {
    @Override
    public String id() {
        return aws.getId();
    }

    @Override
    public Sort sort() {
        return Sort.EVENT_STREAM;
    }

    @Override
    public void run() throws IOException {
        Protocol protocol = service.protocol();
        Optional<TestFailureExpectation> failure = aws.getExpectation().getFailure();
        if (failure.isPresent()) {
            Throwable thrown = catchThrowable(() -> receive(protocol));
            assertThat(thrown).as("failure").isInstanceOf(Exception.class);
            failure.get()
                    .getErrorId()
                    .ifPresent(id -> assertThat(thrown)
                            .isInstanceOfSatisfying(
                                    ServiceException.class,
                                    error -> assertThat(error.schema().name()).isEqualTo(id.getName())));
            return;
        }
        if (!events(EventType.REQUEST).isEmpty() || aws.getInitialRequest().isPresent()) {
            receive(protocol);
        }
        if (!events(EventType.RESPONSE).isEmpty() || aws.getInitialResponse().isPresent()) {
            send(protocol);
        }
    }

    private List<Event> events(EventType type) {
        return aws.getEvents().stream().filter(each -> each.getType() == type).toList();
    }

    /// Reads the request, and its events one by one.
    private void receive(Protocol protocol) throws IOException {
        Operation<?, ?> operation = service.operation(shape);
        HttpRequest request = request(operation);
        assertThat(protocol.operationName(request, service.model())).isEqualTo(operation.name());
        Shape input = protocol.readInput(request, operation);
        ConstraintChecker.check(input, operation.name(), ConstraintProfile.JSON);
        List<Event> expected = events(EventType.REQUEST);
        Shape wanted = operation.readInput(
                new NodeReader(withEvents(aws.getInitialRequestParams(), operation.inputSchema(), expected)));
        assertThat(ShapeTree.of(input)).isEqualTo(ShapeTree.of(wanted));
        try (EventStream<?> actual = ShapeTree.events(input);
                EventStream<?> awaited = ShapeTree.events(wanted)) {
            for (Event _ : expected) {
                Shape event = actual.next();
                assertThat(event).as("event").isNotNull();
                Shape like = awaited.next();
                assertThat(event == null ? Map.of() : ShapeTree.of(event))
                        .isEqualTo(like == null ? Map.of() : ShapeTree.of(like));
            }
            assertThat(actual.next()).as("behind the last event").isNull();
        }
    }

    private HttpRequest request(Operation<?, ?> operation) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Event each : events(EventType.REQUEST)) {
            body.writeBytes(each.getBytes().orElseThrow());
        }
        HttpTrait http = shape.expectTrait(HttpTrait.class);
        ObjectNode initial = aws.getInitialRequest().orElse(Node.objectNode());
        Map<String, String> headers = strings(initial);
        headers.putIfAbsent("Content-Type", "application/vnd.amazon.eventstream");
        return Requests.of(
                new Requests.Head(
                        initial.getStringMemberOrDefault("method", http.getMethod()),
                        initial.getStringMemberOrDefault("uri", http.getUri().toString()),
                        List.of(),
                        headers,
                        ""),
                body.toByteArray(),
                operation);
    }

    private static Map<String, String> strings(ObjectNode message) {
        Map<String, String> headers = new LinkedHashMap<>();
        message.getObjectMember("headers")
                .ifPresent(node -> node.getStringMap()
                        .forEach((name, value) ->
                                headers.put(name, value.expectStringNode().getValue())));
        return headers;
    }

    /// The parameters with those of the events, as the one member that is a stream of them.
    private static Node withEvents(Optional<ObjectNode> params, Schema schema, List<Event> events) {
        List<Node> nodes = new ArrayList<>();
        events.forEach(each -> nodes.add(each.getParams().orElse(Node.objectNode())));
        return params.orElse(Node.objectNode()).withMember(NodeReader.stream(schema), ArrayNode.fromNodes(nodes));
    }

    /// Writes the response, and its events.
    private void send(Protocol protocol) throws IOException {
        Operation<?, ?> operation = service.operation(shape);
        List<Event> events = events(EventType.RESPONSE);
        Shape output = operation.readOutput(
                new NodeReader(withEvents(aws.getInitialResponseParams(), operation.outputSchema(), events)));
        HttpResponse response = protocol.writeOutput(operation, output, Responses.REQUEST_ID);
        ObjectNode initial = aws.getInitialResponse().orElse(Node.objectNode());
        assertThat(response.status())
                .isEqualTo(initial.getNumberMemberOrDefault("code", 200).intValue());
        Map<String, String> headers = strings(initial);
        headers.putIfAbsent("Content-Type", "application/vnd.amazon.eventstream");
        Responses.checkHeaders(response, headers);
        List<EventFrame> frames = EventFrame.readAll(Responses.bytes(response));
        assertThat(frames).as("messages").hasSameSizeAs(events);
        for (int i = 0; i < frames.size(); i++) {
            check(frames.get(i), events.get(i));
        }
    }

    private static void check(EventFrame frame, Event event) {
        event.getHeaders()
                .forEach((name, value) -> assertThat(frame.headers().get(name))
                        .as("header %s", name)
                        .isEqualTo(EventFrame.plain(value.getValue())));
        event.getForbidHeaders().forEach(name -> assertThat(frame.headers()).doesNotContainKey(name));
        event.getRequireHeaders().forEach(name -> assertThat(frame.headers()).containsKey(name));
        event.getBody()
                .ifPresent(body -> Bodies.check(
                        frame.payload(),
                        body.getBytes(StandardCharsets.UTF_8),
                        event.getBodyMediaType().orElse("")));
    }
}
