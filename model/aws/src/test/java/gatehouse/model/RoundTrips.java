package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.AnyValues.Members;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.cbor.CborWriter;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.json.JsonWriter;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.protocol.Protocols;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Operation.Flag;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.Traits.Word;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Sends values of operations to and fro: a client of these tests writes a request that a protocol reads, and reads
/// the answer that a protocol writes.
final class RoundTrips {
    private static final String REQUEST_ID = "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE";

    /// An answer of this status ends with its head, whatever the model says of its body (RFC 9110, section 15.3.5).
    private static final int NO_CONTENT = 204;

    private RoundTrips() {}

    /// An input with values of that seed arrives as it was sent, and its operation is found.
    static void input(Operation<?, ?> operation, String protocolName, Members members, long seed) {
        if (operation.has(Flag.EVENTS_IN)) {
            return; // Events have tests of their own.
        }
        Map<String, Object> tree = new AnyValues(new Random(seed), members).structure(operation.inputSchema());
        Shape sent = operation.readInput(new TreeReader(tree));
        HttpRequest request = request(operation, protocolName, sent);
        Protocol protocol = Protocols.of(protocolName);
        assertThat(protocol.operationName(request, operation.service())).isEqualTo(operation.name());
        Map<String, Object> read = TreeWriter.write(protocol.readInput(request, operation));
        assertThat(withoutOtherParameters(operation, read, tree)).isEqualTo(TreeWriter.write(sent));
    }

    /// An output with values of that seed arrives as it was sent.
    static void output(Operation<?, ?> operation, String protocolName, Members members, long seed) {
        if (operation.has(Flag.EVENTS_OUT)) {
            return;
        }
        Map<String, Object> tree = new AnyValues(new Random(seed), members).structure(operation.outputSchema());
        if (protocolName.startsWith("rest-") && status(operation, tree) == NO_CONTENT) {
            operation.outputSchema().members().stream()
                    .filter(member -> member.traits().word(Word.LOCATION) == null)
                    .forEach(member -> tree.remove(member.name()));
        }
        Shape sent = operation.readOutput(new TreeReader(tree));
        Shape read = ClientAnswers.read(
                protocolName, operation, Protocols.of(protocolName).writeOutput(operation, sent, REQUEST_ID));
        assertThat(TreeWriter.write(read)).isEqualTo(TreeWriter.write(sent));
    }

    /// What the answer's status will be: the model's, or a member's value.
    private static int status(Operation<?, ?> operation, Map<String, Object> tree) {
        return operation.outputSchema().members().stream()
                .filter(member -> "statusCode".equals(member.traits().word(Word.LOCATION)))
                .map(member -> (int) Objects.requireNonNull(tree.get(member.name())))
                .findAny()
                .orElse(operation.http().status());
    }

    /// A map that takes the whole query holds what other members are made of as well.
    private static Map<String, Object> withoutOtherParameters(
            Operation<?, ?> operation, Map<String, Object> read, Map<String, Object> sent) {
        for (Member member : operation.inputSchema().members()) {
            boolean takesAll = member.target().kind() == Kind.MAP
                    && "querystring".equals(member.traits().word(Word.LOCATION));
            if (takesAll && read.get(member.name()) instanceof Map<?, ?> entries) {
                @Nullable Object wanted = sent.get(member.name());
                entries.keySet().removeIf(key -> !(wanted instanceof Map<?, ?> map && map.containsKey(key)));
                if (wanted == null) {
                    read.remove(member.name());
                }
            }
        }
        return read;
    }

    private static HttpRequest request(Operation<?, ?> operation, String protocol, Shape input) {
        ServiceModel.Metadata service = operation.service().metadata();
        return switch (protocol) {
            case "json" -> {
                GrowableBytes body = new GrowableBytes(256);
                new JsonWriter(new JsonBuffer(body), null).object(input);
                yield post("/", body.toByteArray(), "x-amz-target", service.targetPrefix() + "." + operation.name());
            }
            case "smithy-rpc-v2-cbor" -> {
                GrowableBytes body = new GrowableBytes(256);
                new CborWriter(body).structure(input);
                yield post(
                        "/service/" + service.targetPrefix() + "/operation/" + operation.name(),
                        body.toByteArray(),
                        "smithy-protocol",
                        "rpc-v2-cbor",
                        "content-type",
                        "application/cbor");
            }
            case "query", "ec2" -> {
                ClientForm.Dialect dialect =
                        protocol.equals("ec2") ? ClientForm.Dialect.EC2 : ClientForm.Dialect.AWS_QUERY;
                String form = ClientForm.of(dialect, operation.name(), service.apiVersion(), input);
                yield post("/", form.getBytes(StandardCharsets.UTF_8));
            }
            case "rest-json" -> ClientRest.of(ClientRest.Format.JSON, operation, input);
            case "rest-xml" -> ClientRest.of(ClientRest.Format.XML, operation, input);
            default -> throw new IllegalArgumentException(protocol);
        };
    }

    private static HttpRequest post(String path, byte[] body, String... headers) {
        return new HttpRequest(
                "POST", path, "", Headers.of(headers), body, new HttpRequest.Connection("192.0.2.1", false));
    }
}
