package gatehouse.wire.eventstream;

import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Operation.Flag;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A service whose one operation takes and sends events of every sort.
final class ChatService implements ServiceModel {
    static final Schema TALK = Schema.structure(
            "Talk",
            Kind.STRUCTURE,
            traits(Traits.Flag.EVENT),
            Member.of(0, "mood", simple(Kind.STRING), traits(Traits.Flag.EVENT_HEADER)),
            Member.of(1, "loudness", simple(Kind.SHORT), traits(Traits.Flag.EVENT_HEADER)),
            Member.of(2, "words", simple(Kind.STRING), Traits.NONE),
            Member.of(3, "at", simple(Kind.TIMESTAMP), Traits.NONE));
    static final Schema SOUND = Schema.structure(
            "Sound",
            Kind.STRUCTURE,
            traits(Traits.Flag.EVENT),
            Member.of(0, "bytes", simple(Kind.BLOB), traits(Traits.Flag.EVENT_PAYLOAD)));
    static final Schema PAUSE = Schema.structure(
            "Pause",
            Kind.STRUCTURE,
            traits(Traits.Flag.EVENT),
            Member.of(0, "seconds", simple(Kind.INTEGER), traits(Traits.Flag.EVENT_HEADER)));
    static final Schema END = Schema.structure("End", Kind.STRUCTURE, traits(Traits.Flag.EVENT));
    static final Schema EVENTS = Schema.structure(
            "Events",
            Kind.STRUCTURE,
            traits(Traits.Flag.EVENT_STREAM),
            Member.of(0, "Talk", TALK, Traits.NONE),
            Member.of(1, "Sound", SOUND, Traits.NONE),
            Member.of(2, "Pause", PAUSE, Traits.NONE),
            Member.of(3, "End", END, Traits.NONE),
            Member.of(4, "HungUp", HungUp.SCHEMA, Traits.NONE));
    static final Schema CONVERSATION = Schema.structure(
            "Conversation",
            Kind.STRUCTURE,
            Traits.NONE,
            Member.of(0, "Topic", simple(Kind.STRING), Traits.NONE),
            Member.of(1, "Stream", EVENTS, Traits.NONE));
    static final ChatService CHAT = new ChatService();

    private final Operation<Conversation, Conversation> converse = new Operation<>(
            this,
            0,
            "Converse",
            new Operation.Http("POST", "/", 200, ""),
            null,
            Set.of(Flag.EVENTS_IN, Flag.EVENTS_OUT),
            Operation.Checksum.NONE,
            List.of());

    Operation<Conversation, Conversation> converse() {
        return converse;
    }

    static Event event(String name, Schema schema, Object... namesAndValues) {
        return new Event(name, Values.of(schema, namesAndValues));
    }

    private static Schema simple(Kind kind) {
        return Schema.simple(kind.name(), kind, Constraints.NONE, Traits.NONE);
    }

    private static Traits traits(Traits.Flag flag) {
        return Traits.of(Set.of(flag), Map.of());
    }

    /// The union's one member.
    record Event(String name, Shape value) implements Shape {
        @Override
        public Schema schema() {
            return EVENTS;
        }

        @Override
        public void writeMembers(ShapeWriter out) {
            EVENTS.members()
                    .forEach(member -> out.structure(member, member.name().equals(name) ? value : null));
        }

        static Event read(ShapeReader in) {
            Queue<Event> read = new ArrayDeque<>();
            in.structure(EVENTS, read, (events, member, reader) -> {
                Values values = Values.read(member.target(), reader);
                boolean error = member.name().equals("HungUp");
                Shape value = error ? new HungUp((String) values.members().get("message")) : values;
                events.add(new Event(member.name(), value));
            });
            return read.remove();
        }
    }

    record Conversation(@Nullable String topic, @Nullable EventStream<Event> stream) implements Shape {
        @Override
        public Schema schema() {
            return CONVERSATION;
        }

        @Override
        public void writeMembers(ShapeWriter out) {
            out.string(CONVERSATION.members().get(0), topic);
            out.eventStream(CONVERSATION.members().get(1), stream);
        }

        static Conversation read(ShapeReader in) {
            Conversation[] read = {new Conversation(null, null)};
            in.structure(CONVERSATION, read, (all, member, reader) -> {
                if (member.index() == 0) {
                    all[0] = new Conversation(reader.string(member), all[0].stream);
                } else {
                    all[0] = new Conversation(
                            all[0].topic, reader.eventStream(member, (events, _) -> Event.read(events)));
                }
            });
            return read[0];
        }
    }

    static final class HungUp extends ServiceException {
        private static final long serialVersionUID = 1L;
        static final Schema SCHEMA = Schema.structure(
                "HungUpException",
                Kind.STRUCTURE,
                Traits.NONE,
                Member.of(0, "message", simple(Kind.STRING), Traits.NONE));

        HungUp(@Nullable String message) {
            super(message);
        }

        @Override
        public ErrorInfo error() {
            return new ErrorInfo("HungUpException", "HungUp", 400, Fault.SENDER);
        }

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public void writeMembers(ShapeWriter out) {
            out.string(SCHEMA.members().getFirst(), getMessage());
        }
    }

    /// Events from a list, which end with an error if there is one.
    static final class Listed implements EventStream<Event> {
        private final Queue<Event> events;
        private final @Nullable RuntimeException end;
        private boolean closed;

        Listed(@Nullable RuntimeException end, Event... events) {
            this.events = new ArrayDeque<>(List.of(events));
            this.end = end;
        }

        @Override
        public @Nullable Event next() {
            Event next = events.poll();
            if (next == null && end != null) {
                throw end;
            }
            return next;
        }

        @Override
        public void close() {
            closed = true;
        }

        boolean isClosed() {
            return closed;
        }
    }

    @Override
    public Metadata metadata() {
        return new Metadata(
                "Chat Box",
                "Chat Service",
                "2026-01-01",
                "chat",
                "chat",
                List.of("json"),
                "1.1",
                "Chat",
                "",
                "",
                false,
                false);
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(converse);
    }

    @Override
    public Shape readInput(int index, ShapeReader in) {
        return Conversation.read(in);
    }

    @Override
    public Shape readOutput(int index, ShapeReader in) {
        return Conversation.read(in);
    }

    @Override
    public Schema inputSchema(int index) {
        return CONVERSATION;
    }

    @Override
    public Schema outputSchema(int index) {
        return CONVERSATION;
    }

    @Override
    public @Nullable Operation<?, ?> operation(String name) {
        return name.equals("Converse") ? converse : null;
    }
}
