package gatehouse.conformance.botocore;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.botocore.Values.Fill;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Traits.Flag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every operation and every error of every listed service, in every protocol that its model names, between botocore
/// and the gateway: what arrives is what was sent, and what botocore makes of the answer is what was answered.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BotocoreTest {
    private static final int UUID_LENGTH = 36;

    /// As few operations as this may be missing from the botocore that is installed, of all that are listed.
    private static final int UNKNOWN_OPERATIONS_MAX = 10;

    /// As few members may be missing of a call.
    private static final int MEMBERS_LEFT_OUT_MAX = 10;

    private final List<Spoken> spoken = Spoken.all();
    private final Map<Spoken, Set<String>> known = new HashMap<>();
    private @Nullable Echoes started;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        started = Echoes.start(folder);
        for (Spoken each : spoken) {
            JsonNode about = echoes().client().run(each.order("about"));
            Set<String> names = new HashSet<>();
            about.required("operations").forEach(name -> names.add(name.stringValue()));
            known.put(each, names);
            assertThat(about.required("protocol").stringValue()).isEqualTo(each.protocol());
        }
    }

    @AfterAll
    void stop() {
        echoes().close();
    }

    @Test
    void allProtocolsAndAlmostAllOperationsAreKnownToBotocore() {
        assertThat(spoken.stream().map(Spoken::protocol))
                .contains("json", "query", "ec2", "rest-json", "rest-xml", "smithy-rpc-v2-cbor");
        List<String> unknown = spoken.stream()
                .flatMap(each -> each.service().operations().stream()
                        .filter(operation -> !isKnown(each, operation))
                        .map(operation -> each + ": " + operation.name()))
                .toList();
        assertThat(unknown).hasSizeLessThanOrEqualTo(UNKNOWN_OPERATIONS_MAX);
        assertThat(spoken.stream()
                        .mapToInt(each -> each.service().operations().size())
                        .sum())
                .isGreaterThan(900);
    }

    @TestFactory
    Stream<DynamicNode> operations() {
        return spoken.stream()
                .map(each -> DynamicContainer.dynamicContainer(
                        each.toString(),
                        each.service().operations().stream()
                                .map(operation -> DynamicTest.dynamicTest(
                                        each + " " + operation.name(), () -> echoes(each, operation)))));
    }

    @TestFactory
    Stream<DynamicNode> errors() {
        return spoken.stream().map(each -> DynamicContainer.dynamicContainer(each.toString(), errorsOf(each)));
    }

    private Stream<DynamicTest> errorsOf(Spoken each) {
        Set<String> seen = new HashSet<>();
        return each.service().operations().stream()
                .filter(operation -> isKnown(each, operation))
                .flatMap(operation -> Errors.of(operation).stream()
                        .filter(error -> seen.add(error.name()))
                        .map(error -> DynamicTest.dynamicTest(
                                each + " " + error.name(), () -> fails(each, operation, error))));
    }

    private Echoes echoes() {
        return Objects.requireNonNull(started);
    }

    private boolean isKnown(Spoken each, Operation<?, ?> operation) {
        return Objects.requireNonNull(known.get(each)).contains(operation.name());
    }

    private void echoes(Spoken each, Operation<?, ?> operation) {
        Assumptions.assumeTrue(isKnown(each, operation), "botocore does not have it");
        for (Fill fill : Fill.values()) {
            ObjectNode input = Values.input(operation, fill);
            ObjectNode output = Values.output(operation, fill);
            JsonNode answer = echoes().call(
                            each.order("call"),
                            operation,
                            input,
                            asked -> asked.readOutput(new TreeReader(output)),
                            output);
            assertThat(answer.path("error").toString()).as(fill.name()).isEmpty();
            Echoes.assertSame(fill + " input", answer.required("sent"), withoutTokens(operation, input));
            Echoes.assertSame(fill + " output", answer.required("expected"), answer.required("got"));
            assertThat(answer.required("status").intValue())
                    .isEqualTo(operation.http().status());
            assertThat(answer.required("requestId").stringValue()).hasSize(UUID_LENGTH);
            assertThat(answer.required("leftOut")).hasSizeLessThanOrEqualTo(MEMBERS_LEFT_OUT_MAX);
        }
    }

    /// What arrived, without the tokens that botocore made up where none were given.
    private JsonNode withoutTokens(Operation<?, ?> operation, ObjectNode given) {
        ObjectNode arrived = echoes().arrived(operation).deepCopy();
        operation.inputSchema().members().stream()
                .filter(member -> member.traits().has(Flag.IDEMPOTENCY_TOKEN) && !given.has(member.name()))
                .forEach(member ->
                        assertThat(arrived.remove(member.name()).stringValue()).hasSize(UUID_LENGTH));
        return arrived;
    }

    private void fails(Spoken each, Operation<?, ?> operation, Errors error) {
        ObjectNode members = Values.of(operation, error.schema());
        String message = messageOf(members);
        ObjectNode order = each.order("call").put("error", error.name());
        JsonNode answer = echoes().call(
                        order,
                        operation,
                        Values.input(operation, Fill.EMPTY),
                        asked -> {
                            throw error.with(members);
                        },
                        members);
        JsonNode got = answer.required("error");
        assertThat(got.required("code").stringValue()).isEqualTo(code(each, error));
        assertThat(got.required("message").asString("")).isEqualTo(message);
        assertThat(got.required("status").intValue()).isEqualTo(error.info().status());
        assertThat(got.required("requestId").stringValue()).hasSize(UUID_LENGTH);
        if (got.required("known").booleanValue()) {
            assertThat(got.required("types").toString()).contains('"' + error.name() + '"');
            Echoes.assertSame("members", answer.required("expected"), answer.required("got"));
        }
    }

    private static String messageOf(ObjectNode members) {
        return members.propertyStream()
                .filter(member -> member.getKey().equalsIgnoreCase("message"))
                .map(member -> member.getValue().stringValue())
                .findFirst()
                .orElse("");
    }

    /// What names an error to botocore: the code of Query and XML, and of those that speak as if they were Query.
    private static String code(Spoken each, Errors error) {
        return switch (each.protocol()) {
            case "json", "smithy-rpc-v2-cbor" ->
                each.service().metadata().queryCompatible() ? error.info().code() : error.name();
            case "rest-json" -> error.name();
            default -> error.info().code();
        };
    }
}
