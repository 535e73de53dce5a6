package gatehouse.wire.shape;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An AWS service as its model describes it.
public interface ServiceModel {
    Metadata metadata();

    /// The operations that were generated, in the model's order: `operations().get(i).index() == i`.
    List<Operation<?, ?>> operations();

    /// Reads the input of operation `index`.
    Shape readInput(int index, ShapeReader in);

    /// Reads the output of operation `index`, as a client would.
    Shape readOutput(int index, ShapeReader in);

    Schema inputSchema(int index);

    Schema outputSchema(int index);

    /// The operation of that name, or null.
    @Nullable
    Operation<?, ?> operation(String name);

    /// Where the names of the service's shapes are unique: AWS's Smithy models derive it from the service's id.
    default String namespace() {
        return "com.amazonaws." + metadata().serviceId().replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /// The model's metadata, under the model's own names. `protocols` holds `json`, `query`, `rest-json`,
    /// `rest-xml`, `ec2`, `smithy-rpc-v2-cbor` in the model's order of preference; `signingName` is the service
    /// in the credential scope; where `noErrorWrapping` holds, XML errors have no element around `Error`.
    record Metadata(
            String serviceId,
            String serviceFullName,
            String apiVersion,
            String endpointPrefix,
            String signingName,
            List<String> protocols,
            String jsonVersion,
            String targetPrefix,
            String xmlNamespace,
            String globalEndpoint,
            boolean queryCompatible,
            boolean noErrorWrapping) {
        public Metadata {
            protocols = List.copyOf(protocols);
        }
    }
}
