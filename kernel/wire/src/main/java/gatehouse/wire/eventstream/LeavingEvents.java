package gatehouse.wire.eventstream;

import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// A body that is an output's events, each sent as soon as it is there. An error that ends them becomes their last
/// message, also where it is the request's events, of which these are made, that turn out not to be good; the events
/// are let go of in any case.
final class LeavingEvents implements HttpResponse.Streamed {
    private final EventStream<?> events;
    private final EventEncoder encoder;
    private final @Nullable Message initial;

    private LeavingEvents(EventStream<?> events, EventEncoder encoder, @Nullable Message initial) {
        this.events = events;
        this.encoder = encoder;
        this.initial = initial;
    }

    static LeavingEvents of(Member member, EventStream<?> events, EventFormat format) {
        return new LeavingEvents(events, new EventEncoder(member.target(), format), null);
    }

    /// The events of an RPC protocol's output, which begin with its other members.
    ///
    /// @throws IllegalArgumentException where it has no stream of events
    static LeavingEvents withInitial(Shape output, EventFormat format) {
        Found found = new Found();
        output.writeMembers(found);
        if (found.member == null || found.events == null) {
            throw new IllegalArgumentException(output.schema() + " has no events");
        }
        EventEncoder encoder = new EventEncoder(found.member.target(), format);
        return new LeavingEvents(found.events, encoder, encoder.initial(RpcEvents.INITIAL_RESPONSE, output));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (events) {
            if (initial == null) {
                out.flush(); // Many a client wants to see the answer's head before it sends its first event.
            } else {
                send(initial, out);
            }
            sendAll(out);
        }
    }

    private void sendAll(OutputStream out) throws IOException {
        try {
            for (Shape event = events.next(); event != null; event = events.next()) {
                send(encoder.event(event), out);
            }
        } catch (ServiceException error) {
            send(encoder.error(error), out);
        } catch (RejectedBodyException rejected) {
            send(encoder.error(rejected.answer()), out);
        } catch (MalformedMessageException broken) {
            String words = broken.getMessage();
            send(encoder.error(CommonException.sender("SerializationException", 400, words)), out);
        }
    }

    /// In words of the format: there are clients that take a stream that is cut off for a whole one.
    @Override
    public boolean writeFailure(OutputStream out) throws IOException {
        send(encoder.error(CommonException.internalFailure()), out);
        return true;
    }

    private static void send(Message message, OutputStream out) throws IOException {
        out.write(MessageWriter.write(message));
        out.flush();
    }

    private static final class Found implements PartialWriter {
        private @Nullable Member member;
        private @Nullable EventStream<?> events;

        @Override
        public <T extends Shape> void eventStream(Member member, @Nullable EventStream<T> value) {
            this.member = member;
            this.events = value;
        }
    }
}
