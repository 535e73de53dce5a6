package gatehouse.wire.sample;

import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One operation, `PutThing`, whose input and output are a thing.
public final class SampleService implements ServiceModel {
    public static final Schema STRING = simple("String", Kind.STRING);

    public static final Schema TAG = Schema.structure(
            "Tag",
            Kind.STRUCTURE,
            Traits.NONE,
            Member.of(0, "TagKey", text("TagKey", 1L, 4L, "[\\w]+"), required()),
            Member.of(1, "TagValue", text("TagValue", 0L, 4L, null), Traits.NONE));

    public static final Schema THING = Schema.structure(
            "PutThingRequest",
            Kind.STRUCTURE,
            Traits.NONE,
            Member.of(0, "KeyId", text("KeyIdType", 1L, 8L, "[\\w+=,.@-]+"), required()),
            Member.of(
                    1,
                    "Count",
                    Schema.simple("Count", Kind.INTEGER, new Constraints(1L, 1000L, null, List.of()), Traits.NONE),
                    Traits.NONE),
            Member.of(2, "Big", simple("Long", Kind.LONG), Traits.NONE),
            Member.of(3, "Ratio", simple("Double", Kind.DOUBLE), Traits.NONE),
            Member.of(4, "Flag", simple("Boolean", Kind.BOOLEAN), Traits.NONE),
            Member.of(5, "At", simple("Timestamp", Kind.TIMESTAMP), Traits.NONE),
            Member.of(
                    6,
                    "Data",
                    Schema.simple("Data", Kind.BLOB, new Constraints(1L, 4L, null, List.of()), Traits.NONE),
                    Traits.NONE),
            Member.of(
                    7,
                    "Tags",
                    Schema.list(
                            "Tags",
                            new Constraints(0L, 2L, null, List.of()),
                            Traits.NONE,
                            Member.of(0, "member", TAG, Traits.NONE)),
                    Traits.NONE),
            Member.of(
                    8,
                    "Words",
                    Schema.list(
                            "Words",
                            Constraints.NONE,
                            Traits.NONE,
                            Member.of(0, "member", text("Word", 1L, 3L, null), Traits.NONE)),
                    Traits.NONE),
            Member.of(
                    9,
                    "Context",
                    map(text("ContextKey", 1L, 3L, null), text("ContextValue", 0L, 3L, null)),
                    Traits.NONE),
            Member.of(
                    10,
                    "Mode",
                    Schema.simple(
                            "Mode", Kind.STRING, new Constraints(null, null, null, List.of("A", "B")), Traits.NONE),
                    Traits.NONE),
            Member.of(11, "Secret", text("Secret", 0L, 3L, null), Traits.of(Set.of(Flag.SENSITIVE), Map.of())),
            Member.deferred(12, "Child", SampleService::thing, Traits.NONE),
            Member.of(
                    13,
                    "Flat",
                    Schema.list(
                            "Flat",
                            Constraints.NONE,
                            Traits.of(Set.of(Flag.FLATTENED), Map.of()),
                            Member.of(
                                    0, "member", STRING, Traits.of(Set.of(), Map.of(Word.LOCATION_NAME, "FlatItem")))),
                    Traits.NONE),
            Member.of(14, "AWSAccountId", STRING, Traits.NONE),
            Member.of(15, "Anything", simple("Document", Kind.DOCUMENT), Traits.NONE));

    public static final SampleService JSON = new SampleService("json");
    public static final SampleService QUERY = new SampleService("query");

    private final Operation<Values, Values> operation;
    private final String protocol;

    private SampleService(String protocol) {
        this.protocol = protocol;
        this.operation = new Operation<>(this, 0, "PutThing", new Operation.Http("POST", "/", 200), "PutThingResult");
    }

    public Operation<Values, Values> putThing() {
        return operation;
    }

    private static Schema thing() {
        return THING;
    }

    private static Schema simple(String name, Kind kind) {
        return Schema.simple(name, kind, Constraints.NONE, Traits.NONE);
    }

    private static Schema text(String name, @Nullable Long min, @Nullable Long max, @Nullable String pattern) {
        return Schema.simple(name, Kind.STRING, new Constraints(min, max, pattern, List.of()), Traits.NONE);
    }

    private static Schema map(Schema key, Schema value) {
        return Schema.map(
                "Context",
                Constraints.NONE,
                Traits.NONE,
                Member.of(0, "key", key, Traits.NONE),
                Member.of(1, "value", value, Traits.NONE));
    }

    private static Traits required() {
        return Traits.of(Set.of(Flag.REQUIRED), Map.of());
    }

    @Override
    public Metadata metadata() {
        return new Metadata(
                "Sample",
                "Sample Service",
                "2010-05-08",
                "sample",
                "sample",
                List.of(protocol),
                "1.1",
                "SampleService",
                "https://sample.example.com/doc/2010-05-08/",
                "",
                false,
                false);
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(operation);
    }

    @Override
    public Shape readInput(int index, ShapeReader in) {
        return Values.read(THING, in);
    }

    @Override
    public Shape readOutput(int index, ShapeReader in) {
        return Values.read(THING, in);
    }

    @Override
    public Schema inputSchema(int index) {
        return THING;
    }

    @Override
    public Schema outputSchema(int index) {
        return THING;
    }

    @Override
    public @Nullable Operation<?, ?> operation(String name) {
        return name.equals("PutThing") ? operation : null;
    }

    /// A modelled error with its message and another member.
    public static final class ThingNotFound extends ServiceException {
        private static final long serialVersionUID = 1L;
        private static final Schema SCHEMA = Schema.structure(
                "ThingNotFound",
                Kind.STRUCTURE,
                Traits.NONE,
                Member.of(0, "Message", STRING, Traits.NONE),
                Member.of(1, "Thing", STRING, Traits.NONE));

        public ThingNotFound(String message) {
            super(message);
        }

        @Override
        public ErrorInfo error() {
            return new ErrorInfo("ThingNotFoundException", "NoSuchThing", 404, Fault.SENDER);
        }

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public void writeMembers(ShapeWriter out) {
            out.string(SCHEMA.members().get(0), getMessage());
            out.string(SCHEMA.members().get(1), "thing");
        }
    }
}
