package gatehouse.conformance.botocore;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.Catalogue;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// The echo server and botocore before it.
record Echoes(EchoServer server, Botocore client) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Echoes start(Path folder) throws IOException {
        EchoServer server = new EchoServer(
                folder.resolve("store"),
                IntStream.range(0, Catalogue.SERVICES.size())
                        .mapToObj(Catalogue::model)
                        .toList());
        return new Echoes(server, new Botocore(folder, server.port()));
    }

    /// Has botocore make the call, which is answered as told; `output` is that answer's tree.
    JsonNode call(
            ObjectNode order,
            Operation<?, ?> operation,
            ObjectNode input,
            Function<Operation<?, ?>, Shape> answer,
            ObjectNode output) {
        server.answer(answer);
        JsonNode result = client.run(
                order.put("operation", operation.name()).set("input", input).set("output", output));
        assertThat(result.path("failure").asString()).isEmpty();
        return result;
    }

    /// The input that arrived at the operation.
    ObjectNode arrived(Operation<?, ?> operation) {
        EchoServer.Arrived arrived = Objects.requireNonNull(server.arrived(), "nothing arrived");
        assertThat(arrived.operation()).isEqualTo(operation);
        return arrived.input();
    }

    static void assertSame(String what, JsonNode expected, JsonNode actual) {
        assertThat(canonical(actual)).as(what).isEqualTo(canonical(expected));
    }

    /// The tree as it is read from text, so that types of numbers do not depend on who made them.
    private static JsonNode canonical(JsonNode tree) {
        return JSON.readTree(tree.toString());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
