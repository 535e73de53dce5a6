package gatehouse.wire.protocol;

import java.util.Map;

/// AWS's protocols, by the names that models have for them.
public final class Protocols {
    private static final Map<String, Protocol> BY_MODEL_NAME = Map.of(
            "json", new AwsJson(),
            "query", new AwsQuery(),
            "ec2", new Ec2Query(),
            "rest-json", new RestJson(),
            "rest-xml", new RestXml(),
            "smithy-rpc-v2-cbor", new RpcV2Cbor());

    private Protocols() {}

    /// The protocol that a model's metadata calls by that name: `json`, `query`, `ec2`, `rest-json`, `rest-xml` or
    /// `smithy-rpc-v2-cbor`.
    ///
    /// @throws IllegalArgumentException where there is none
    public static Protocol of(String modelName) {
        Protocol found = BY_MODEL_NAME.get(modelName);
        if (found == null) {
            throw new IllegalArgumentException("no such protocol: " + modelName);
        }
        return found;
    }
}
