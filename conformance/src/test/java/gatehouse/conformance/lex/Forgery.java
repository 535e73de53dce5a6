package gatehouse.conformance.lex;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// What somebody between client and server makes of an event.
enum Forgery {
    OTHER_WORDS,
    OTHER_SORT_OF_EVENT,
    OTHER_DATE,
    /// As it would be with another secret.
    OTHER_SIGNATURE,
    NO_SIGNATURE,
    SAID_AGAIN;

    private static final String DATE = ":date";
    private static final String SIGNATURE = ":chunk-signature";

    /// What is sent on of a message and the one before, with checksums that are right.
    Message of(Message before, Message message) {
        return switch (this) {
            case OTHER_WORDS -> {
                String words = new String(event(message).getPayload(), StandardCharsets.UTF_8);
                byte[] payload = words.replace("third", "other").getBytes(StandardCharsets.UTF_8);
                yield around(message, new Message(event(message).getHeaders(), payload));
            }
            case OTHER_SORT_OF_EVENT ->
                around(message, with(event(message), ":event-type", HeaderValue.fromString("DisconnectionEvent")));
            case OTHER_DATE ->
                with(
                        message,
                        DATE,
                        HeaderValue.fromTimestamp(
                                header(message, DATE).getTimestamp().plusSeconds(1)));
            case OTHER_SIGNATURE -> {
                byte[] signature = header(message, SIGNATURE).getByteArray().clone();
                signature[0] ^= 1;
                yield with(message, SIGNATURE, HeaderValue.fromByteArray(signature));
            }
            case NO_SIGNATURE -> event(message);
            case SAID_AGAIN -> before;
        };
    }

    private static HeaderValue header(Message message, String name) {
        return Objects.requireNonNull(message.getHeaders().get(name), name);
    }

    /// The event within the message that is signed.
    private static Message event(Message message) {
        return Message.decode(ByteBuffer.wrap(message.getPayload()));
    }

    private static Message around(Message message, Message event) {
        ByteBuffer encoded = event.toByteBuffer();
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return new Message(message.getHeaders(), bytes);
    }

    private static Message with(Message message, String name, HeaderValue value) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>(message.getHeaders());
        headers.put(name, value);
        return new Message(headers, message.getPayload());
    }
}
