package gatehouse.conformance.botocore;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.botocore.Values.Fill;
import gatehouse.gateway.http.HttpLimits;
import gatehouse.model.cloudwatch.CloudWatch;
import gatehouse.model.cloudwatchlogs.CloudWatchLogs;
import gatehouse.model.cloudwatchlogs.LiveTailSessionLogEvent;
import gatehouse.model.cloudwatchlogs.LiveTailSessionUpdate;
import gatehouse.model.cloudwatchlogs.SessionTimeoutException;
import gatehouse.model.cloudwatchlogs.StartLiveTailResponse;
import gatehouse.model.cloudwatchlogs.StartLiveTailResponseStream;
import gatehouse.model.lambda.InvokeAsyncResponse;
import gatehouse.model.lambda.Lambda;
import gatehouse.model.sts.Sts;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What botocore does with requests beside plain calls: events as they come, large bodies, compression, presigned URLs,
/// AWS's names of hosts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BotocoreRequestsTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private @Nullable Echoes started;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        started = Echoes.start(folder);
    }

    @AfterAll
    void stop() {
        echoes().close();
    }

    @Test
    void eachEventIsThereBeforeTheNextIsMade() {
        Semaphore arrived = new Semaphore(1);
        JsonNode answer = liveTail(new Counted(arrived, 5, null), arrived);
        assertThat(answer.at("/got/responseStream")
                        .valueStream()
                        .map(event -> event.at("/sessionUpdate/sessionResults/0/message")
                                .asString()))
                .containsExactly("event 1", "event 2", "event 3", "event 4", "event 5");
    }

    @Test
    void aModelledErrorEndsTheEvents() {
        Semaphore arrived = new Semaphore(1);
        JsonNode answer = liveTail(new Counted(arrived, 2, new SessionTimeoutException("over ☃")), arrived);
        JsonNode events = answer.at("/got/responseStream");
        assertThat(events).hasSize(3);
        assertThat(events.at("/2/!error").toString())
                .isEqualTo("{\"Code\":\"SessionTimeoutException\",\"Message\":\"over ☃\"}");
    }

    @Test
    void anyOtherErrorEndsTheEventsToo() {
        Semaphore arrived = new Semaphore(1);
        JsonNode answer = liveTail(new Counted(arrived, 1, CommonException.sender("Throttling", 400, "slow")), arrived);
        JsonNode events = answer.at("/got/responseStream");
        assertThat(events).hasSize(2);
        assertThat(events.at("/1/!error").toString()).isEqualTo("{\"Code\":\"Throttling\",\"Message\":\"slow\"}");
    }

    private JsonNode liveTail(Counted events, Semaphore arrived) {
        ObjectNode order =
                order(CloudWatchLogs.START_LIVE_TAIL, "logs", "").put("host", "logs.us-east-1.gatehouse.local");
        order.set("input", Values.input(CloudWatchLogs.START_LIVE_TAIL, Fill.FULL));
        order.set("output", JSON.objectNode().set("responseStream", JSON.arrayNode()));
        echoes().server()
                .answer(operation ->
                        StartLiveTailResponse.builder().responseStream(events).build());
        JsonNode answer = echoes().client().run(order, event -> arrived.release());
        assertThat(answer.path("failure").asString()).isEmpty();
        assertThat(echoes().server().headers().first("host"))
                .matches("stream(ing)?-logs.us-east-1.gatehouse.local:\\d+");
        return answer;
    }

    @Test
    void largeBodiesPassBothWays() {
        // botocore signs Lambda's bodies without naming their hash, so they cannot be taken as streams.
        String most = Base64.getEncoder().encodeToString(new byte[6 * HttpLimits.DEFAULT.bodyBytesMax()]);
        ObjectNode sent = JSON.objectNode().put("FunctionName", "f").put("InvokeArgs", most);
        JsonNode taken = echoes().call(
                        order(Lambda.INVOKE_ASYNC, "lambda", ""),
                        Lambda.INVOKE_ASYNC,
                        sent,
                        operation -> InvokeAsyncResponse.builder().build(),
                        JSON.objectNode());
        assertThat(taken.path("error").toString()).isEmpty();
        assertThat(echoes().arrived(Lambda.INVOKE_ASYNC).toString()).isEqualTo(sent.toString());

        String bytes = Base64.getEncoder().encodeToString(new byte[3 << 20]);
        ObjectNode output = JSON.objectNode().put("StatusCode", 200).put("Payload", bytes);
        JsonNode answer = echoes().call(
                        order(Lambda.INVOKE, "lambda", ""),
                        Lambda.INVOKE,
                        JSON.objectNode().put("FunctionName", "f"),
                        operation -> operation.readOutput(new TreeReader(output)),
                        output);
        assertThat(answer.required("got").toString()).isEqualTo(output.toString());
    }

    @TestFactory
    Stream<DynamicTest> compressedRequestsAreReadAsTheOthers() {
        return CloudWatch.MODEL.metadata().protocols().stream()
                .map(protocol -> DynamicTest.dynamicTest(protocol, () -> {
                    ObjectNode order = order(CloudWatch.PUT_METRIC_DATA, "cloudwatch", protocol);
                    order.set("config", JSON.objectNode().put("request_min_compression_size_bytes", 1));
                    ObjectNode input = Values.input(CloudWatch.PUT_METRIC_DATA, Fill.FULL);
                    JsonNode answer = echoes().call(
                                    order,
                                    CloudWatch.PUT_METRIC_DATA,
                                    input,
                                    operation -> operation.readOutput(new TreeReader(JSON.objectNode())),
                                    JSON.objectNode());
                    assertThat(echoes().server().headers().first("content-encoding"))
                            .isEqualTo("gzip");
                    Echoes.assertSame("input", answer.required("sent"), echoes().arrived(CloudWatch.PUT_METRIC_DATA));
                }));
    }

    @Test
    void presignedUrlsOfTheQueryProtocolAreTaken() {
        ObjectNode order = presigned(Sts.GET_ACCESS_KEY_INFO, "sts")
                .set("input", JSON.objectNode().put("AccessKeyId", "AKIA & ☃+"));
        JsonNode answer = answered(order, JSON.objectNode().put("Account", "123456789012"));
        assertThat(answer.required("status").intValue()).isEqualTo(200);
        assertThat(answer.required("body").stringValue()).contains("<Account>123456789012</Account>");
        assertThat(echoes().arrived(Sts.GET_ACCESS_KEY_INFO)
                        .required("AccessKeyId")
                        .stringValue())
                .isEqualTo("AKIA & ☃+");
    }

    @Test
    void presignedUrlsOfRestAreTaken() {
        JsonNode answer = answered(getAlias(), JSON.objectNode().put("Name", "alias"));
        assertThat(answer.required("status").intValue()).isEqualTo(200);
        assertThat(answer.required("body").stringValue()).isEqualTo("{\"Name\":\"alias\"}");
        assertThat(echoes().arrived(Lambda.GET_ALIAS).toString())
                .isEqualTo("{\"FunctionName\":\"a function/☃\",\"Name\":\"alias\"}");
    }

    @Test
    void presignedUrlsThatWereChangedAreRefused() {
        ObjectNode order = getAlias();
        order.set("replace", JSON.arrayNode().add("/aliases/alias").add("/aliases/other"));
        JsonNode answer = answered(order, JSON.objectNode());
        assertThat(answer.required("status").intValue()).isEqualTo(403);
        assertThat(answer.required("body").stringValue()).contains("signature");
        assertThat(echoes().server().arrived()).isNull();
    }

    private static ObjectNode getAlias() {
        return presigned(Lambda.GET_ALIAS, "lambda")
                .set(
                        "input",
                        JSON.objectNode().put("FunctionName", "a function/☃").put("Name", "alias"));
    }

    @TestFactory
    Stream<DynamicTest> servicesAreFoundByTheirHosts() {
        return Spoken.all().stream()
                .map(each -> DynamicTest.dynamicTest(each.toString(), () -> {
                    Operation<?, ?> operation = each.service().operations().getFirst();
                    String host = each.service().metadata().endpointPrefix() + ".us-east-1.gatehouse.local";
                    ObjectNode output = Values.output(operation, Fill.FULL);
                    JsonNode answer = echoes().call(
                                    each.order("call").put("host", host),
                                    operation,
                                    Values.input(operation, Fill.FULL),
                                    asked -> asked.readOutput(new TreeReader(output)),
                                    output);
                    assertThat(answer.path("error").toString()).isEmpty();
                    assertThat(echoes().server().headers().first("host")).startsWith(host + ":");
                    Echoes.assertSame("output", answer.required("expected"), answer.required("got"));
                }));
    }

    private JsonNode answered(ObjectNode order, ObjectNode output) {
        echoes().server().answer(operation -> operation.readOutput(new TreeReader(output)));
        JsonNode answer = echoes().client().run(order);
        assertThat(answer.path("failure").asString()).isEmpty();
        return answer;
    }

    private static ObjectNode presigned(Operation<?, ?> operation, String service) {
        return Botocore.order("presigned").put("service", service).put("operation", operation.name());
    }

    private static ObjectNode order(Operation<?, ?> operation, String service, String protocol) {
        return Botocore.order("call")
                .put("service", service)
                .put("protocol", protocol)
                .put("operation", operation.name());
    }

    private Echoes echoes() {
        return Objects.requireNonNull(started);
    }

    /// So many events, each made only when the one before has arrived, and then the end: an error where one is given.
    private static final class Counted implements EventStream<StartLiveTailResponseStream> {
        private static final int SECONDS_MAX = 20;

        private final Semaphore arrived;
        private final int count;
        private final @Nullable ServiceException end;
        private int made;

        Counted(Semaphore arrived, int count, @Nullable ServiceException end) {
            this.arrived = arrived;
            this.count = count;
            this.end = end;
        }

        @Override
        public @Nullable StartLiveTailResponseStream next() throws IOException {
            await();
            if (made == count && end != null) {
                throw end;
            }
            return made == count ? null : event("event " + ++made);
        }

        private void await() throws IOException {
            try {
                if (!arrived.tryAcquire(SECONDS_MAX, TimeUnit.SECONDS)) {
                    throw new IOException("the client has not seen event " + made);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        private static StartLiveTailResponseStream event(String message) {
            LiveTailSessionLogEvent line =
                    LiveTailSessionLogEvent.builder().message(message).build();
            return StartLiveTailResponseStream.builder()
                    .sessionUpdate(LiveTailSessionUpdate.builder()
                            .sessionResults(List.of(line))
                            .build())
                    .build();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
