package gatehouse.smithy;

import java.util.List;
import java.util.Map;
import software.amazon.smithy.aws.traits.protocols.AwsJson1_0Trait;
import software.amazon.smithy.aws.traits.protocols.AwsJson1_1Trait;
import software.amazon.smithy.aws.traits.protocols.AwsQueryTrait;
import software.amazon.smithy.aws.traits.protocols.Ec2QueryTrait;
import software.amazon.smithy.aws.traits.protocols.RestJson1Trait;
import software.amazon.smithy.aws.traits.protocols.RestXmlTrait;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.protocol.traits.Rpcv2CborTrait;

/// The protocols, by the words that the older models have for them, and what each makes of a member's names.
public enum Wire {
    JSON("json"),
    QUERY("query"),
    EC2("ec2"),
    REST_JSON("rest-json"),
    REST_XML("rest-xml"),
    RPC_V2_CBOR("smithy-rpc-v2-cbor");

    private static final Map<ShapeId, Wire> OF_TRAIT = Map.of(
            AwsJson1_0Trait.ID, JSON,
            AwsJson1_1Trait.ID, JSON,
            AwsQueryTrait.ID, QUERY,
            Ec2QueryTrait.ID, EC2,
            RestJson1Trait.ID, REST_JSON,
            RestXmlTrait.ID, REST_XML,
            Rpcv2CborTrait.ID, RPC_V2_CBOR);

    private final String word;

    Wire(String word) {
        this.word = word;
    }

    /// The word in a model's metadata.
    public String word() {
        return word;
    }

    /// The traits of the protocols that the service speaks, in the model's order.
    public static List<ShapeId> traitsOf(ServiceShape service) {
        return service.getAllTraits().keySet().stream()
                .filter(OF_TRAIT::containsKey)
                .sorted()
                .toList();
    }

    /// The protocol of that trait.
    public static Wire ofTrait(ShapeId trait) {
        Wire found = OF_TRAIT.get(trait);
        if (found == null) {
            throw new IllegalArgumentException("no such protocol: " + trait);
        }
        return found;
    }

    /// Whether members are bound to parts of an HTTP message.
    boolean bindsHttp() {
        return this == REST_JSON || this == REST_XML;
    }

    /// Whether members are named by `xmlName`.
    boolean namesByXml() {
        return this == QUERY || this == EC2 || this == REST_XML;
    }

    /// Whether members are named by `jsonName`.
    boolean namesByJson() {
        return this == REST_JSON;
    }
}
