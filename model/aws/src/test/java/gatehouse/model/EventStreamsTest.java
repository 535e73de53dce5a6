package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.cloudwatchlogs.CloudWatchLogs;
import gatehouse.model.cloudwatchlogs.LiveTailSessionLogEvent;
import gatehouse.model.cloudwatchlogs.LiveTailSessionUpdate;
import gatehouse.model.cloudwatchlogs.SessionTimeoutException;
import gatehouse.model.cloudwatchlogs.StartLiveTailResponse;
import gatehouse.model.cloudwatchlogs.StartLiveTailResponseStream;
import gatehouse.model.lambda.InvokeResponseStreamUpdate;
import gatehouse.model.lambda.InvokeWithResponseStreamCompleteEvent;
import gatehouse.model.lambda.InvokeWithResponseStreamResponse;
import gatehouse.model.lambda.InvokeWithResponseStreamResponseEvent;
import gatehouse.model.lambda.Lambda;
import gatehouse.wire.eventstream.HeaderValue;
import gatehouse.wire.eventstream.Message;
import gatehouse.wire.eventstream.MessageReader;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.protocol.Protocols;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Generated unions of events leave as AWS's own services send them.
final class EventStreamsTest {
    @Test
    void aLiveTailBeginsWithItsInitialResponse() throws IOException {
        StartLiveTailResponseStream update = StartLiveTailResponseStream.builder()
                .sessionUpdate(LiveTailSessionUpdate.builder()
                        .sessionResults(List.of(LiveTailSessionLogEvent.builder()
                                .message("hello")
                                .build()))
                        .build())
                .build();
        StartLiveTailResponse output = StartLiveTailResponse.builder()
                .responseStream(new Listed<>(new SessionTimeoutException("over"), List.of(update)))
                .build();
        HttpResponse response = Protocols.of("json").writeOutput(CloudWatchLogs.START_LIVE_TAIL, output, "id");
        assertThat(shown(response))
                .containsExactly(
                        ":message-type=event :event-type=initial-response :content-type=application/json {}",
                        ":message-type=event :event-type=sessionUpdate :content-type=application/json"
                                + " {\"sessionResults\":[{\"message\":\"hello\"}]}",
                        ":message-type=exception :exception-type=SessionTimeoutException"
                                + " :content-type=application/json {\"message\":\"over\"}");
    }

    @Test
    void anInvocationStreamsItsPayloadInChunks() throws IOException {
        InvokeWithResponseStreamResponseEvent chunk = InvokeWithResponseStreamResponseEvent.builder()
                .payloadChunk(InvokeResponseStreamUpdate.builder()
                        .payload(Blob.copyOf("hello".getBytes(StandardCharsets.UTF_8)))
                        .build())
                .build();
        InvokeWithResponseStreamResponseEvent complete = InvokeWithResponseStreamResponseEvent.builder()
                .invokeComplete(InvokeWithResponseStreamCompleteEvent.builder().build())
                .build();
        InvokeWithResponseStreamResponse output = InvokeWithResponseStreamResponse.builder()
                .executedVersion("7")
                .eventStream(new Listed<>(null, List.of(chunk, complete)))
                .build();
        HttpResponse response = Protocols.of("rest-json").writeOutput(Lambda.INVOKE_WITH_RESPONSE_STREAM, output, "id");
        assertThat(response.headers().first("x-amz-executed-version")).isEqualTo("7");
        assertThat(shown(response))
                .containsExactly(
                        ":message-type=event :event-type=PayloadChunk :content-type=application/octet-stream hello",
                        ":message-type=event :event-type=InvokeComplete :content-type=application/json {}");
    }

    private static List<String> shown(HttpResponse response) throws IOException {
        assertThat(response.headers().first("content-type")).isEqualTo("application/vnd.amazon.eventstream");
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Objects.requireNonNull(response.streamed()).writeTo(sent);
        MessageReader reader = new MessageReader(new ByteArrayInputStream(sent.toByteArray()));
        List<String> shown = new ArrayList<>();
        for (Message message = reader.next(); message != null; message = reader.next()) {
            StringBuilder line = new StringBuilder();
            message.headers()
                    .forEach((name, value) -> line.append(name)
                            .append('=')
                            .append(((HeaderValue.Text) value).value())
                            .append(' '));
            shown.add(line + new String(message.payload(), StandardCharsets.UTF_8));
        }
        return shown;
    }

    private static final class Listed<T extends Shape> implements EventStream<T> {
        private final @Nullable RuntimeException end;
        private final Queue<T> events;

        Listed(@Nullable RuntimeException end, List<T> events) {
            this.end = end;
            this.events = new ArrayDeque<>(events);
        }

        @Override
        public @Nullable T next() {
            T event = events.poll();
            if (event == null && end != null) {
                throw end;
            }
            return event;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
