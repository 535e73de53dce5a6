package gatehouse.gateway;

import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The model of no service: what errors are written with when a request names none that is served.
final class Unserved implements ServiceModel {
    static final ServiceModel MODEL = new Unserved();

    private static final Metadata METADATA =
            new Metadata("", "", "", "", "", List.of("json", "query"), "1.1", "", "", "", false, false);

    private Unserved() {}

    @Override
    public Metadata metadata() {
        return METADATA;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of();
    }

    @Override
    public Shape readInput(int index, ShapeReader in) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Shape readOutput(int index, ShapeReader in) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Schema inputSchema(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Schema outputSchema(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public @Nullable Operation<?, ?> operation(String name) {
        return null;
    }
}
