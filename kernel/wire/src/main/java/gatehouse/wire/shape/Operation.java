package gatehouse.wire.shape;

import java.util.List;
import java.util.Set;
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
        Set<Flag> flags,
        Checksum checksum,
        List<String> errors) {
    public Operation {
        flags = Set.copyOf(flags);
        errors = List.copyOf(errors);
    }

    /// An operation without peculiarities.
    public Operation(ServiceModel service, int index, String name, Http http, @Nullable String resultWrapper) {
        this(service, index, name, http, resultWrapper, Set.of(), Checksum.NONE, List.of());
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

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /// Where the operation is found over HTTP: `requestUri` has labels (`/{Bucket}/{Key+}?uploads`),
    /// `status` is that of success, `hostPrefix` stands before the service's host and may have labels
    /// too; it is mostly empty.
    public record Http(String method, String requestUri, int status, String hostPrefix) {
        public Http(String method, String requestUri, int status) {
            this(method, requestUri, status, "");
        }
    }

    /// The checksums that the model asks of a request and offers with an answer. `algorithmMember` names the input's
    /// member that names the algorithm, empty where there is none.
    public record Checksum(
            boolean required, String algorithmMember, String validationModeMember, List<String> responseAlgorithms) {
        public static final Checksum NONE = new Checksum(false, "", "", List.of());

        public Checksum {
            responseAlgorithms = List.copyOf(responseAlgorithms);
        }
    }

    /// What an operation is or is not.
    public enum Flag {
        /// The model gives it no input, not even an empty one.
        NO_INPUT,
        /// The model gives it no output, not even an empty one.
        NO_OUTPUT,
        /// It takes requests without a signature.
        UNSIGNED,
        /// Its signature does not cover the body.
        UNSIGNED_PAYLOAD,
        /// It takes bodies that are compressed by gzip.
        GZIP,
        /// Its input has a payload that is streamed.
        STREAMED_INPUT,
        /// Its output has a payload that is streamed.
        STREAMED_OUTPUT,
        /// Its input is a stream of events.
        EVENTS_IN,
        /// Its output is a stream of events.
        EVENTS_OUT,
        /// Its output's only member is the root of the XML, without an element for the output.
        UNWRAPPED_OUTPUT
    }
}
