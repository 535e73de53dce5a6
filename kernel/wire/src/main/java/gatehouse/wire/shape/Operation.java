package gatehouse.wire.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operation of a service, with the types of its input and output.
///
/// `resultWrapper` is the element around a Query protocol's answer (`CreateUserResult`), null where it has none.
public record Operation<I extends Shape, O extends Shape>(
        ServiceModel service,
        int index,
        String name,
        Http http,
        @Nullable String resultWrapper,
        boolean unsigned,
        List<String> errors) {
    public Operation {
        errors = List.copyOf(errors);
    }

    @SuppressWarnings("unchecked") // The generated model reads the shape that the constant names.
    public I readInput(ShapeReader in) {
        return (I) service.readInput(index, in);
    }

    @SuppressWarnings("unchecked") // As above.
    public O readOutput(ShapeReader in) {
        return (O) service.readOutput(index, in);
    }

    public Schema inputSchema() {
        return service.inputSchema(index);
    }

    public Schema outputSchema() {
        return service.outputSchema(index);
    }

    /// Whether the operation's input goes over the wire at all, and where.
    public record Http(String method, String requestUri, int status) {}
}
