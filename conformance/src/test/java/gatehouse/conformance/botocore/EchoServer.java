package gatehouse.conformance.botocore;

import gatehouse.conformance.TestGateway;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.Service;
import gatehouse.gateway.http.HttpLimits;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The gateway behind HTTP with services that keep the input they get and answer what a test wants them to: one call
/// after the other. What the models demand of values is not checked, so that any values may pass.
final class EchoServer implements AutoCloseable {
    private final TestGateway gateway;
    private volatile Function<Operation<?, ?>, Shape> answer = operation -> {
        throw new IllegalStateException("no answer was given to " + operation.name());
    };
    private volatile @Nullable Arrived arrived;
    private volatile Headers headers = Headers.of();

    /// What the service last got.
    record Arrived(Operation<?, ?> operation, ObjectNode input) {}

    EchoServer(Path folder, List<ServiceModel> models) throws IOException {
        gateway = new TestGateway(folder, models.stream().map(this::echo).toList(), HttpLimits.DEFAULT, Seen::new);
    }

    int port() {
        return gateway.port();
    }

    /// Answers the next calls; what it throws is the answer too.
    void answer(Function<Operation<?, ?>, Shape> with) {
        arrived = null;
        answer = with;
    }

    /// What came since [#answer].
    @Nullable
    Arrived arrived() {
        return arrived;
    }

    /// The headers of the last request.
    Headers headers() {
        return headers;
    }

    @Override
    public void close() {
        gateway.close();
    }

    private Service echo(ServiceModel model) {
        Service.Builder service =
                Service.of(model, model.metadata().signingName(), ConstraintProfile.JSON.without(allMembers(model)));
        model.operations().forEach(operation -> echo(service, operation));
        return service.build();
    }

    private <I extends Shape, O extends Shape> void echo(Service.Builder service, Operation<I, O> operation) {
        service.on(operation, (call, input) -> {
            arrived = new Arrived(operation, TreeWriter.write(input));
            String action = operation.service().metadata().signingName() + ":" + operation.name();
            return Plan.require(Requirement.of(action, Resource.any(call.account())))
                    .reply(() -> answer(operation));
        });
    }

    @SuppressWarnings("unchecked") // Tests read the answer as the output of the operation that they call.
    private <O extends Shape> O answer(Operation<?, O> operation) {
        return (O) answer.apply(operation);
    }

    /// Every member that the service's inputs can have, as profiles name it.
    private static String[] allMembers(ServiceModel model) {
        Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        model.operations().forEach(operation -> collect(operation.inputSchema(), seen));
        return seen.stream()
                .flatMap(schema -> Stream.concat(
                                Stream.of("member", "key", "value"), // What collections within hold.
                                schema.members().stream().map(Member::name))
                        .map(name -> schema.name() + "$" + name))
                .toArray(String[]::new);
    }

    private static void collect(Schema schema, Set<Schema> seen) {
        if (seen.add(schema)) {
            for (Member member : schema.members()) {
                collect(member.target(), seen);
            }
        }
    }

    /// Remembers the headers.
    private final class Seen implements HttpHandler {
        private final HttpHandler inside;

        Seen(HttpHandler inside) {
            this.inside = inside;
        }

        @Override
        public HttpResponse handle(HttpRequest request) {
            headers = request.headers();
            return inside.handle(request);
        }

        @Override
        public boolean takesStream(HttpRequest head) {
            return inside.takesStream(head);
        }

        @Override
        public int bodyBytesMax(HttpRequest head) {
            return inside.bodyBytesMax(head);
        }
    }
}
