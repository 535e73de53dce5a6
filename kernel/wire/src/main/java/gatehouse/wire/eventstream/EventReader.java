package gatehouse.wire.eventstream;

import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialReader;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Flag;
import org.jspecify.annotations.Nullable;

/// Reads the union of a stream's events from one message: its member `chosen`, whose own members are headers and the
/// payload.
final class EventReader implements PartialReader {
    private final Member chosen;
    private final Message message;
    private final EventFormat format;

    EventReader(Member chosen, Message message, EventFormat format) {
        this.chosen = chosen;
        this.message = message;
        this.format = format;
    }

    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        fields.read(builder, chosen, new MembersReader(message, format));
    }

    private record MembersReader(Message message, EventFormat format) implements PartialReader {
        @Override
        public <B> void structure(Schema schema, B builder, Fields<B> fields) {
            Member payload = null;
            for (Member member : schema.members()) {
                payload = member.traits().has(Flag.EVENT_PAYLOAD) ? member : payload;
            }
            readPayload(payload, schema, builder, fields);
            for (Member member : schema.members()) {
                HeaderValue value = message.headers().get(member.name());
                if (value != null && member.traits().has(Flag.EVENT_HEADER)) {
                    fields.read(builder, member, new HeaderReader(value));
                }
            }
        }

        private <B> void readPayload(@Nullable Member payload, Schema schema, B builder, Fields<B> fields) {
            if (payload != null) {
                fields.read(builder, payload, new PayloadReader(message.payload(), format));
            } else if (message.payload().length > 0) {
                format.read(message.payload(), reader -> reader.structure(schema, builder, fields));
            }
        }
    }
}
