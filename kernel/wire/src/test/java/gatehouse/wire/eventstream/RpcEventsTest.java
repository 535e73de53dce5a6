package gatehouse.wire.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.wire.eventstream.ChatService.Conversation;
import gatehouse.wire.eventstream.ChatService.Event;
import gatehouse.wire.eventstream.ChatService.HungUp;
import gatehouse.wire.eventstream.ChatService.Listed;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.protocol.Protocols;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.SerializationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RpcEventsTest {
    private static final Event TALK = ChatService.event(
            "Talk",
            ChatService.TALK,
            "mood",
            "merry",
            "loudness",
            7,
            "words",
            "hello",
            "at",
            Instant.parse("2026-01-01T00:00:00.250Z"));
    private static final Event SOUND =
            ChatService.event("Sound", ChatService.SOUND, "bytes", Blob.copyOf(new byte[] {1, 2, 3}));
    private static final Event PAUSE = ChatService.event("Pause", ChatService.PAUSE, "seconds", 3);
    private static final Event END = ChatService.event("End", ChatService.END);

    @ParameterizedTest
    @ValueSource(strings = {"json", "smithy-rpc-v2-cbor"})
    void eventsComeBackAsTheyLeft(String protocol) throws IOException {
        Listed events = new Listed(null, TALK, SOUND, PAUSE, END);
        byte[] sent = send(protocol, new Conversation("weather", events));
        assertThat(events.isClosed()).isTrue();
        Conversation read = receive(protocol, renamed(sent, "initial-response", "initial-request"));
        assertThat(read.topic()).isEqualTo("weather");
        try (EventStream<Event> stream = Objects.requireNonNull(read.stream())) {
            assertThat(stream.next()).isEqualTo(TALK);
            assertThat(stream.next()).isEqualTo(SOUND);
            assertThat(stream.next()).isEqualTo(PAUSE);
            assertThat(stream.next()).isEqualTo(END);
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void headersAndPayloadsAreWhereTheModelHasThem() throws IOException {
        List<Message> sent =
                messages(send("json", new Conversation("weather", new Listed(null, TALK, SOUND, PAUSE, END))));
        assertThat(sent)
                .extracting(RpcEventsTest::shown)
                .containsExactly(
                        "event initial-response application/json {\"Topic\":\"weather\"}",
                        "event Talk application/json {\"words\":\"hello\",\"at\":1767225600.25}",
                        "event Sound application/octet-stream \1\2\3",
                        "event Pause null ",
                        "event End null ");
        assertThat(sent.get(1).headers())
                .containsEntry("mood", new HeaderValue.Text("merry"))
                .containsEntry("loudness", new HeaderValue.Int16((short) 7));
        assertThat(sent.get(3).headers()).containsEntry("seconds", new HeaderValue.Int32(3));
    }

    @Test
    void eachEventLeavesAtOnce() throws IOException {
        List<String> log = new ArrayList<>();
        Conversation output = new Conversation(null, new Listed(null, SOUND, END));
        stream("json", output).writeTo(new OutputStream() {
            @Override
            public void write(int oneByte) {
                log.add("byte");
            }

            @Override
            public void write(byte[] some, int offset, int length) {
                log.add("message");
            }

            @Override
            public void flush() {
                log.add("flush");
            }
        });
        assertThat(log).containsExactly("message", "flush", "message", "flush", "message", "flush");
    }

    @Test
    void anErrorOfTheModelIsTheLastMessageAndIsThrownByWhoReads() throws IOException {
        Listed events = new Listed(new HungUp("enough"), SOUND);
        byte[] sent = send("json", new Conversation(null, events));
        assertThat(events.isClosed()).isTrue();
        Message last = messages(sent).getLast();
        assertThat(shown(last)).isEqualTo("exception null application/json {\"message\":\"enough\"}");
        assertThat(last.text(":exception-type")).isEqualTo("HungUp");

        EventStream<Event> stream = Objects.requireNonNull(receive("json", sent).stream());
        assertThat(stream.next()).isEqualTo(SOUND);
        assertThatThrownBy(stream::next).isInstanceOf(HungUp.class).hasMessage("enough");
    }

    @Test
    void anErrorAmongTheEventsIsAnExceptionToo() throws IOException {
        byte[] sent = send("json", new Conversation(null, new Listed(null, new Event("HungUp", new HungUp("bye")))));
        assertThat(messages(sent).getLast().text(":exception-type")).isEqualTo("HungUp");
    }

    @Test
    void anErrorThatTheModelDoesNotHaveIsToldByItsCode() throws IOException {
        byte[] sent =
                send("json", new Conversation(null, new Listed(CommonException.sender("Throttling", 400, "slow"))));
        Message last = messages(sent).getLast();
        assertThat(last.text(":message-type")).isEqualTo("error");
        assertThat(last.text(":error-code")).isEqualTo("Throttling");
        assertThat(last.text(":error-message")).isEqualTo("slow");
        EventStream<Event> stream = Objects.requireNonNull(receive("json", sent).stream());
        assertThatThrownBy(stream::next).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aBugIsThrownAndCanBeToldWithoutDetail() throws IOException {
        Listed events = new Listed(new IllegalStateException("bug"), SOUND);
        HttpResponse.Streamed stream = stream("json", new Conversation(null, events));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        assertThatThrownBy(() -> stream.writeTo(sent)).isInstanceOf(IllegalStateException.class);
        assertThat(events.isClosed()).isTrue();
        assertThat(stream.writeFailure(sent)).isTrue();
        Message last = messages(sent.toByteArray()).getLast();
        assertThat(last.text(":error-code")).isEqualTo("InternalFailure");
        assertThat(last.text(":error-message")).isNotEmpty().doesNotContain("bug");
    }

    @Test
    void anErrorWithoutWordsHasItsCodeForThem() throws IOException {
        byte[] sent = send("json", new Conversation(null, new Listed(CommonException.sender("Throttling", 400, null))));
        assertThat(messages(sent).getLast().text(":error-message")).isEqualTo("Throttling");
    }

    @Test
    void unknownEventsArePassedOver() throws IOException {
        byte[] sent = send("json", new Conversation(null, new Listed(null, PAUSE, SOUND)));
        EventStream<Event> stream = Objects.requireNonNull(receive("json", renamed(sent, "Pause", "Dance")).stream());
        assertThat(stream.next()).isEqualTo(SOUND);
        assertThat(stream.next()).isNull();
    }

    @Test
    void theInitialRequestMayBeMissing() throws IOException {
        Conversation read =
                receive("json", MessageWriter.write(message(":message-type", "event", ":event-type", "End")));
        assertThat(read.topic()).isNull();
        assertThat(Objects.requireNonNull(read.stream()).next()).isEqualTo(END);
    }

    @Test
    void anInitialRequestThatCannotBeReadIsRefusedAtOnce() {
        assertThatThrownBy(() -> receive("json", new byte[] {1, 2, 3})).isInstanceOf(SerializationException.class);
        Message broken = new Message(
                message(":message-type", "event", ":event-type", "initial-request")
                        .headers(),
                new byte[] {'{'});
        assertThatThrownBy(() -> receive("json", MessageWriter.write(broken)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void whatIsNoEventIsRefused() {
        assertRefused(message());
        assertRefused(message(":message-type", "event"));
        assertRefused(message(":message-type", "greeting", ":event-type", "End"));
        assertRefused(message(":message-type", "exception", ":exception-type", "Unheard"));
        assertRefused(message(":message-type", "exception"));
        assertRefused(message(":message-type", "event", ":event-type", "Pause", "seconds", "three"));
        assertRefused(new Message(
                message(":message-type", "event", ":event-type", "Talk").headers(),
                "{\"words\":5}".getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertRefused(Message message) {
        assertThatThrownBy(() -> {
                    Conversation read = receive("json", MessageWriter.write(message));
                    Objects.requireNonNull(read.stream()).next();
                })
                .isInstanceOf(MalformedMessageException.class);
    }

    private static Message message(String... namesAndValues) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], new HeaderValue.Text(namesAndValues[i + 1]));
        }
        return new Message(headers, new byte[0]);
    }

    private static byte[] send(String protocol, Conversation output) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        stream(protocol, output).writeTo(sent);
        return sent.toByteArray();
    }

    private static HttpResponse.Streamed stream(String protocol, Conversation output) {
        HttpResponse response = Protocols.of(protocol).writeOutput(ChatService.CHAT.converse(), output, "id");
        assertThat(response.headers().first("content-type")).isEqualTo("application/vnd.amazon.eventstream");
        return Objects.requireNonNull(response.streamed());
    }

    private static Conversation receive(String protocol, byte[] sent) {
        InputStream stream = new ByteArrayInputStream(sent);
        HttpRequest request = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of("content-type", "application/vnd.amazon.eventstream"),
                new byte[0],
                stream,
                new HttpRequest.Connection("::1", true));
        return Protocols.of(protocol).readInput(request, ChatService.CHAT.converse());
    }

    private static byte[] renamed(byte[] stream, String from, String to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Message each : messages(stream)) {
            Map<String, HeaderValue> headers = new LinkedHashMap<>(each.headers());
            headers.replace(":event-type", new HeaderValue.Text(from), new HeaderValue.Text(to));
            out.write(MessageWriter.write(new Message(headers, each.payload())));
        }
        return out.toByteArray();
    }

    private static List<Message> messages(byte[] stream) throws IOException {
        List<Message> all = new ArrayList<>();
        MessageReader reader = new MessageReader(new ByteArrayInputStream(stream));
        for (@Nullable Message each = reader.next(); each != null; each = reader.next()) {
            all.add(each);
        }
        return all;
    }

    private static String shown(Message message) {
        return message.text(":message-type") + " " + message.text(":event-type") + " " + message.text(":content-type")
                + " " + new String(message.payload(), StandardCharsets.UTF_8);
    }
}
