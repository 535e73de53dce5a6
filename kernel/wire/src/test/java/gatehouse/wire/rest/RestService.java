package gatehouse.wire.rest;

import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.Traits;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A service with the operations that a test gives it; inputs are outputs.
final class RestService implements ServiceModel {
    private final String signingName;
    private final List<Operation<?, ?>> operations = new ArrayList<>();
    private final List<Schema> schemas = new ArrayList<>();

    RestService(String signingName) {
        this.signingName = signingName;
    }

    /// Adds an operation that takes and answers what those members are.
    Operation<Values, Values> add(String name, String method, String uri, Member... members) {
        Operation<Values, Values> operation =
                new Operation<>(this, operations.size(), name, new Operation.Http(method, uri, 200), null);
        operations.add(operation);
        schemas.add(Schema.structure(name + "Request", Kind.STRUCTURE, Traits.NONE, members));
        return operation;
    }

    /// A member that stands in that location.
    static Member bound(int index, String name, Schema target, String location, Flag... flags) {
        return Member.of(index, name, target, Traits.of(Set.of(flags), Map.of(Word.LOCATION, location)));
    }

    static Member prefixed(int index, String name, Schema target, String prefix) {
        return Member.of(
                index, name, target, Traits.of(Set.of(), Map.of(Word.LOCATION, "headers", Word.LOCATION_NAME, prefix)));
    }

    static Member payload(int index, String name, Schema target) {
        return Member.of(index, name, target, Traits.of(Set.of(Flag.PAYLOAD), Map.of()));
    }

    static Schema simple(Kind kind, Flag... flags) {
        return Schema.simple(kind.name(), kind, Constraints.NONE, Traits.of(Set.of(flags), Map.of()));
    }

    static Schema list(Schema element) {
        return Schema.list("List", Constraints.NONE, Traits.NONE, Member.of(0, "member", element, Traits.NONE));
    }

    static Schema map(Schema value) {
        return Schema.map(
                "Map",
                Constraints.NONE,
                Traits.NONE,
                Member.of(0, "key", SampleService.STRING, Traits.NONE),
                Member.of(1, "value", value, Traits.NONE));
    }

    @Override
    public Metadata metadata() {
        return new Metadata(
                "Rest",
                "Rest",
                "2020-01-01",
                "rest",
                signingName,
                List.of("rest-json"),
                "1.1",
                "",
                "",
                "",
                false,
                false);
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public Shape readInput(int index, ShapeReader in) {
        return Values.read(schemas.get(index), in);
    }

    @Override
    public Shape readOutput(int index, ShapeReader in) {
        return Values.read(schemas.get(index), in);
    }

    @Override
    public Schema inputSchema(int index) {
        return schemas.get(index);
    }

    @Override
    public Schema outputSchema(int index) {
        return schemas.get(index);
    }

    @Override
    public @Nullable Operation<?, ?> operation(String name) {
        return operations.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
