package gatehouse.smithy;

import java.math.BigDecimal;
import software.amazon.smithy.aws.traits.protocols.Ec2QueryNameTrait;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.DefaultTrait;
import software.amazon.smithy.model.traits.EventHeaderTrait;
import software.amazon.smithy.model.traits.EventPayloadTrait;
import software.amazon.smithy.model.traits.HostLabelTrait;
import software.amazon.smithy.model.traits.HttpHeaderTrait;
import software.amazon.smithy.model.traits.HttpLabelTrait;
import software.amazon.smithy.model.traits.HttpPrefixHeadersTrait;
import software.amazon.smithy.model.traits.HttpQueryParamsTrait;
import software.amazon.smithy.model.traits.HttpQueryTrait;
import software.amazon.smithy.model.traits.HttpResponseCodeTrait;
import software.amazon.smithy.model.traits.IdempotencyTokenTrait;
import software.amazon.smithy.model.traits.JsonNameTrait;
import software.amazon.smithy.model.traits.LengthTrait;
import software.amazon.smithy.model.traits.MediaTypeTrait;
import software.amazon.smithy.model.traits.PatternTrait;
import software.amazon.smithy.model.traits.RangeTrait;
import software.amazon.smithy.model.traits.RequiresLengthTrait;
import software.amazon.smithy.model.traits.SensitiveTrait;
import software.amazon.smithy.model.traits.SparseTrait;
import software.amazon.smithy.model.traits.StreamingTrait;
import software.amazon.smithy.model.traits.StringTrait;
import software.amazon.smithy.model.traits.TimestampFormatTrait;
import software.amazon.smithy.model.traits.Trait;
import software.amazon.smithy.model.traits.UniqueItemsTrait;
import software.amazon.smithy.model.traits.XmlAttributeTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What traits say of shapes and members, in the older format's words.
final class Facts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Facts() {}

    /// What holds wherever the shape is used.
    static void ofShape(Shape shape, ObjectNode out) {
        shared(shape, out);
        flag(shape, SparseTrait.class, "sparse", out);
        flag(shape, SensitiveTrait.class, "sensitive", out);
        flag(shape, RequiresLengthTrait.class, "requiresLength", out);
        if (shape.isBlobShape()) {
            flag(shape, StreamingTrait.class, "streaming", out);
        }
        if (shape.isDocumentShape()) {
            out.put("document", true);
        }
        word(shape, XmlNameTrait.class, "locationName", out);
        word(shape, MediaTypeTrait.class, "mediaType", out);
    }

    /// What the member says of itself.
    static void ofMember(MemberShape member, Wire wire, ObjectNode out) {
        shared(member, out);
        flag(member, IdempotencyTokenTrait.class, "idempotencyToken", out);
        flag(member, HostLabelTrait.class, "hostLabel", out);
        flag(member, EventHeaderTrait.class, "eventheader", out);
        flag(member, EventPayloadTrait.class, "eventpayload", out);
        flag(member, XmlAttributeTrait.class, "xmlAttribute", out);
        word(member, Ec2QueryNameTrait.class, "queryName", out);
        if (wire.namesByXml()) {
            word(member, XmlNameTrait.class, "locationName", out);
        }
        if (wire.namesByJson()) {
            word(member, JsonNameTrait.class, "locationName", out);
        }
        if (wire.bindsHttp()) {
            location(member, out);
        }
        member.getTrait(DefaultTrait.class)
                .map(DefaultTrait::toNode)
                .filter(value -> !value.isNullNode())
                .ifPresent(value -> out.set("default", JSON.readTree(Node.printJson(value))));
    }

    /// Bounds of length and value, patterns, and whether elements are unique.
    static void constraints(Shape shape, ObjectNode out) {
        shape.getTrait(LengthTrait.class).ifPresent(length -> {
            length.getMin().ifPresent(min -> out.put("min", min));
            length.getMax().ifPresent(max -> out.put("max", max));
        });
        shape.getTrait(RangeTrait.class).ifPresent(range -> {
            range.getMin().map(BigDecimal::toPlainString).ifPresent(min -> out.put("min", new BigDecimal(min)));
            range.getMax().map(BigDecimal::toPlainString).ifPresent(max -> out.put("max", new BigDecimal(max)));
        });
        shape.getTrait(PatternTrait.class)
                .ifPresent(pattern -> out.put("pattern", pattern.getPattern().pattern()));
        flag(shape, UniqueItemsTrait.class, "uniqueItems", out);
    }

    private static void shared(Shape shape, ObjectNode out) {
        constraints(shape, out);
        shape.getTrait(TimestampFormatTrait.class)
                .ifPresent(format -> out.put(
                        "timestampFormat",
                        switch (format.getFormat()) {
                            case DATE_TIME -> "iso8601";
                            case HTTP_DATE -> "rfc822";
                            case EPOCH_SECONDS -> "unixTimestamp";
                            case UNKNOWN -> throw new IllegalArgumentException("timestamp format of " + shape.getId());
                        }));
        shape.getTrait(XmlNamespaceTrait.class).ifPresent(namespace -> {
            ObjectNode facts = out.putObject("xmlNamespace").put("uri", namespace.getUri());
            namespace.getPrefix().ifPresent(prefix -> facts.put("prefix", prefix));
        });
    }

    private static void location(MemberShape member, ObjectNode out) {
        if (member.hasTrait(HttpLabelTrait.class)) {
            out.put("location", "uri").put("locationName", member.getMemberName());
        }
        member.getTrait(HttpHeaderTrait.class)
                .ifPresent(header -> out.put("location", "header").put("locationName", header.getValue()));
        member.getTrait(HttpPrefixHeadersTrait.class)
                .ifPresent(prefix -> out.put("location", "headers").put("locationName", prefix.getValue()));
        member.getTrait(HttpQueryTrait.class)
                .ifPresent(query -> out.put("location", "querystring").put("locationName", query.getValue()));
        if (member.hasTrait(HttpQueryParamsTrait.class)) {
            out.put("location", "querystring");
        }
        if (member.hasTrait(HttpResponseCodeTrait.class)) {
            out.put("location", "statusCode");
        }
    }

    private static void flag(Shape shape, Class<? extends Trait> trait, String name, ObjectNode out) {
        if (shape.hasTrait(trait)) {
            out.put(name, true);
        }
    }

    private static void word(Shape shape, Class<? extends StringTrait> trait, String name, ObjectNode out) {
        shape.getTrait(trait).ifPresent(value -> out.put(name, value.getValue()));
    }
}
