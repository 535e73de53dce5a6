package gatehouse.wire.eventstream;

import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader.Element;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Events of the union that `member` targets, from messages as they arrive. Events that the union does not know are
/// passed over: models grow.
final class ArrivingEvents<T extends Shape> implements EventStream<T> {
    private final Messages messages;
    private final Member member;
    private final Element<T> event;
    private final EventFormat format;

    ArrivingEvents(Messages messages, Member member, Element<T> event, EventFormat format) {
        this.messages = messages;
        this.member = member;
        this.event = event;
        this.format = format;
    }

    @Override
    public @Nullable T next() throws IOException {
        for (Message message = messages.next(); message != null; message = messages.next()) {
            Member chosen = chosen(message);
            if (chosen != null) {
                return read(chosen, message);
            }
        }
        return null;
    }

    /// The union's member that the message names, or null for an event that it does not know.
    private @Nullable Member chosen(Message message) throws MalformedMessageException {
        Schema union = member.target();
        return switch (required(message, Message.MESSAGE_TYPE)) {
            case Message.EVENT -> union.member(required(message, Message.EVENT_TYPE));
            case Message.EXCEPTION -> {
                Member known = union.member(required(message, Message.EXCEPTION_TYPE));
                if (known == null) {
                    throw new MalformedMessageException("The sender reports an exception that is not known");
                }
                yield known;
            }
            case Message.ERROR -> throw new MalformedMessageException("The sender reports an error");
            default -> throw new MalformedMessageException("A message is neither an event nor an error");
        };
    }

    private static String required(Message message, String header) throws MalformedMessageException {
        String text = message.text(header);
        if (text == null) {
            throw new MalformedMessageException("A message has no " + header + ", or not as text");
        }
        return text;
    }

    private T read(Member chosen, Message message) throws MalformedMessageException {
        T read;
        try {
            read = event.read(new EventReader(chosen, message, format), member);
        } catch (SerializationException broken) {
            throw new MalformedMessageException("An event cannot be read: " + broken.getMessage());
        }
        read.writeMembers(new Errors());
        return read;
    }

    @Override
    public void close() {
        messages.close();
    }

    /// Throws the error among the members, if there is one.
    private static final class Errors implements PartialWriter {
        @Override
        public void structure(Member member, @Nullable Shape value) {
            if (value instanceof ServiceException error) {
                throw error;
            }
        }
    }
}
