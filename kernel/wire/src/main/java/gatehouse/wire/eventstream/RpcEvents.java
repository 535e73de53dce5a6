package gatehouse.wire.eventstream;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.PartialReader;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.Traits.Flag;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Inputs and outputs with events, as RPC protocols have them: an initial message holds all other members.
///
/// Source: https://smithy.io/2.0/aws/amazon-eventstream.html
public final class RpcEvents {
    static final String INITIAL_REQUEST = "initial-request";
    static final String INITIAL_RESPONSE = "initial-response";

    private final EventFormat format;

    public RpcEvents(EventFormat format) {
        this.format = format;
    }

    /// Reads an input whose events are still to come. It waits for the initial message, unless the events are all that
    /// the input has.
    ///
    /// @throws SerializationException where the first message cannot be read
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        Messages messages = new Messages(HttpEvents.body(request));
        boolean onlyEvents = operation.inputSchema().members().size() == 1;
        Message initial = onlyEvents ? null : initial(messages);
        return operation.readInput(new InputReader(messages, initial, format));
    }

    /// The initial message, or null where the stream begins with another.
    private static @Nullable Message initial(Messages messages) {
        try {
            Message first = messages.peek();
            boolean found = first != null && INITIAL_REQUEST.equals(first.text(Message.EVENT_TYPE));
            return found ? messages.next() : null;
        } catch (IOException broken) {
            throw new SerializationException("The events cannot be read: " + broken.getMessage());
        }
    }

    /// An answer whose body is the output's events.
    ///
    /// @throws IllegalArgumentException where it has no stream of events
    public HttpResponse writeOutput(Shape output, Headers headers) {
        return new HttpResponse(200, headers, new byte[0], LeavingEvents.withInitial(output, format));
    }

    private record InputReader(Messages messages, @Nullable Message initial, EventFormat format)
            implements PartialReader {
        @Override
        public <B> void structure(Schema schema, B builder, Fields<B> fields) {
            if (initial != null && initial.payload().length > 0) {
                format.read(initial.payload(), reader -> reader.structure(schema, builder, fields));
            }
            for (Member member : schema.members()) {
                if (member.target().traits().has(Flag.EVENT_STREAM)) {
                    fields.read(builder, member, this);
                }
            }
        }

        @Override
        public <T extends Shape> EventStream<T> eventStream(Member member, Element<T> event) {
            return new ArrivingEvents<>(messages, member, event, format);
        }
    }
}
