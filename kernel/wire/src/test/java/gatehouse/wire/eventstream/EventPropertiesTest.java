package gatehouse.wire.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gatehouse.wire.eventstream.ChatService.HungUp;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocols;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.SerializationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class EventPropertiesTest {
    @Property
    void whateverMessagesHoldTheyAreEventsOrRefused(@ForAll("streams") List<Message> messages) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (Message each : messages) {
            sent.write(MessageWriter.write(each));
        }
        for (String protocol : List.of("json", "smithy-rpc-v2-cbor")) {
            Throwable thrown = catchThrowable(() -> readAll(protocol, sent.toByteArray()));
            if (thrown != null) {
                assertThat(thrown)
                        .isInstanceOfAny(MalformedMessageException.class, SerializationException.class, HungUp.class);
            }
        }
    }

    private static void readAll(String protocol, byte[] sent) throws IOException {
        HttpRequest request = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(),
                new byte[0],
                new ByteArrayInputStream(sent),
                new HttpRequest.Connection("::1", true));
        ChatService.Conversation input = Protocols.of(protocol).readInput(request, ChatService.CHAT.converse());
        try (EventStream<ChatService.Event> stream = Objects.requireNonNull(input.stream())) {
            while (stream.next() != null) {
                // Every event in turn.
            }
        }
    }

    @Provide
    Arbitrary<List<Message>> streams() {
        Arbitrary<String> names = Arbitraries.of(
                ":message-type", ":event-type", ":exception-type", ":content-type", "mood", "loudness", "seconds");
        Arbitrary<HeaderValue> values = Arbitraries.oneOf(
                Arbitraries.of(
                                "event",
                                "exception",
                                "error",
                                "Talk",
                                "Sound",
                                "Pause",
                                "End",
                                "HungUp",
                                "initial-request")
                        .map(HeaderValue.Text::new),
                Arbitraries.integers().map(HeaderValue.Int32::new),
                Arbitraries.shorts().map(HeaderValue.Int16::new));
        Arbitrary<String> types = Arbitraries.of("Talk", "Sound", "Pause", "End", "initial-request", "Dance");
        Arbitrary<byte[]> payloads = Arbitraries.oneOf(
                Arbitraries.of("{}", "{\"words\":\"a\"}", "{\"words\":5}", "{\"Topic\":\"b\"}", "", "{\"at\":1.5}")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20));
        return Combinators.combine(types, Arbitraries.maps(names, values).ofMaxSize(3), payloads)
                .as((type, others, payload) -> {
                    Map<String, HeaderValue> headers = new LinkedHashMap<>();
                    headers.put(":message-type", new HeaderValue.Text("event"));
                    headers.put(":event-type", new HeaderValue.Text(type));
                    headers.putAll(others);
                    return new Message(headers, payload);
                })
                .list()
                .ofMaxSize(5);
    }
}
