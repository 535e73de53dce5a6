package gatehouse.wire.eventstream;

import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.Traits.Flag;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes messages of events.
final class EventEncoder {
    private static final byte[] NO_PAYLOAD = {};

    private final Schema union;
    private final EventFormat format;

    /// `union` has a member for each event.
    EventEncoder(Schema union, EventFormat format) {
        this.union = union;
        this.format = format;
    }

    /// The event that is the union's one member; an error among the members becomes an exception.
    ///
    /// @throws IllegalArgumentException where the union has none
    Message event(Shape union) {
        Chosen chosen = new Chosen();
        union.writeMembers(chosen);
        if (chosen.member == null || chosen.shape == null) {
            throw new IllegalArgumentException("an event without a member");
        }
        boolean error = chosen.shape instanceof ServiceException;
        return message(error ? Message.EXCEPTION : Message.EVENT, chosen.member.name(), chosen.shape);
    }

    /// The error as the union's member of its type; where there is none, as an error without a model.
    Message error(ServiceException error) {
        for (Member member : union.members()) {
            if (member.target() == error.schema()) {
                return message(Message.EXCEPTION, member.name(), error);
            }
        }
        ErrorInfo info = error.error();
        String words = error.getMessage();
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        put(headers, Message.MESSAGE_TYPE, Message.ERROR);
        put(headers, Message.ERROR_CODE, info.shapeName());
        // AWS's client for Java cannot read a header without a character.
        put(headers, Message.ERROR_MESSAGE, words == null || words.isEmpty() ? info.shapeName() : words);
        return new Message(headers, NO_PAYLOAD);
    }

    /// The event that an RPC protocol begins with: the structure's members, apart from the stream itself.
    Message initial(String eventType, Shape structure) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        put(headers, Message.MESSAGE_TYPE, Message.EVENT);
        put(headers, Message.EVENT_TYPE, eventType);
        put(headers, Message.CONTENT_TYPE, format.contentType());
        return new Message(headers, format.write(structure));
    }

    private Message message(String messageType, String type, Shape event) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        put(headers, Message.MESSAGE_TYPE, messageType);
        put(headers, messageType.equals(Message.EVENT) ? Message.EVENT_TYPE : Message.EXCEPTION_TYPE, type);
        EventParts parts = new EventParts(format);
        event.writeMembers(parts);
        byte[] payload = parts.payload();
        String contentType = parts.contentType();
        if (payload == null && hasImplicitPayload(event.schema())) {
            payload = format.write(new EventBody(event));
            contentType = format.contentType();
        }
        if (contentType != null) {
            put(headers, Message.CONTENT_TYPE, contentType);
        }
        headers.putAll(parts.headers());
        return new Message(headers, payload == null ? NO_PAYLOAD : payload);
    }

    /// Whether members that are bound to nothing else make the payload.
    private static boolean hasImplicitPayload(Schema event) {
        boolean unbound = false;
        for (Member member : event.members()) {
            if (member.traits().has(Flag.EVENT_PAYLOAD)) {
                return false;
            }
            unbound |= !member.traits().has(Flag.EVENT_HEADER);
        }
        return unbound;
    }

    private static void put(Map<String, HeaderValue> headers, String name, String value) {
        headers.put(name, new HeaderValue.Text(value));
    }

    private static final class Chosen implements PartialWriter {
        private @Nullable Member member;
        private @Nullable Shape shape;

        @Override
        public void structure(Member member, @Nullable Shape value) {
            if (value != null) {
                this.member = member;
                this.shape = value;
            }
        }
    }
}
