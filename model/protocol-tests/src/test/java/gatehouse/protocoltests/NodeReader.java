package gatehouse.protocoltests;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.Traits.Flag;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.node.ArrayNode;
import software.amazon.smithy.model.node.BooleanNode;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.NullNode;
import software.amazon.smithy.model.node.NumberNode;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;

/// Reads shapes from the parameters of AWS's cases, where blobs are text, and times are seconds since 1970.
record NodeReader(Node node) implements ShapeReader {
    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        for (Map.Entry<StringNode, Node> entry :
                node.expectObjectNode().getMembers().entrySet()) {
            Member member = schema.member(entry.getKey().getValue());
            if (member == null) {
                throw new IllegalArgumentException("no member " + entry.getKey() + " in " + schema);
            }
            if (!entry.getValue().isNullNode() || member.target().kind() == Kind.DOCUMENT) {
                fields.read(builder, member, new NodeReader(entry.getValue()));
            }
        }
    }

    @Override
    public String string(Member member) {
        return node.expectStringNode().getValue();
    }

    @Override
    public boolean bool(Member member) {
        return node.expectBooleanNode().getValue();
    }

    @Override
    public int integer(Member member) {
        return number().intValueExact();
    }

    @Override
    public long longInteger(Member member) {
        return number().longValueExact();
    }

    @Override
    public float floating(Member member) {
        return node.isStringNode() ? Float.parseFloat(string(member)) : number().floatValue();
    }

    @Override
    public double doubleFloating(Member member) {
        return node.isStringNode() ? Double.parseDouble(string(member)) : number().doubleValue();
    }

    @Override
    public BigInteger bigInteger(Member member) {
        return number().toBigIntegerExact();
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        return number();
    }

    private BigDecimal number() {
        return new BigDecimal(node.expectNumberNode().getValue().toString());
    }

    @Override
    public Instant timestamp(Member member) {
        if (node.isStringNode()) {
            return Instant.parse(string(member));
        }
        return Instant.ofEpochMilli(
                number().movePointRight(3).setScale(0, RoundingMode.UNNECESSARY).longValueExact());
    }

    @Override
    public Blob blob(Member member) {
        return Blob.owning(string(member).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Document document(Member member) {
        return document(node);
    }

    private static Document document(Node node) {
        return switch (node) {
            case NullNode _ -> new Document.Null();
            case BooleanNode bool -> new Document.Bool(bool.getValue());
            case NumberNode number ->
                new Document.Numeric(new BigDecimal(number.getValue().toString()));
            case StringNode text -> new Document.Text(text.getValue());
            case ArrayNode array ->
                new Document.Array(
                        array.getElements().stream().map(NodeReader::document).toList());
            case ObjectNode object -> {
                Map<String, Document> members = new LinkedHashMap<>();
                object.getStringMap().forEach((name, value) -> members.put(name, document(value)));
                yield new Document.Members(members);
            }
            default -> throw new IllegalArgumentException("no document: " + node);
        };
    }

    @Override
    @SuppressWarnings("NullAway") // Elements are null in sparse lists only.
    public <T> List<T> list(Member member, Element<T> element) {
        List<T> values = new ArrayList<>();
        for (Node each : node.expectArrayNode().getElements()) {
            values.add(
                    each.isNullNode()
                            ? null
                            : element.read(new NodeReader(each), member.target().element()));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    @SuppressWarnings("NullAway") // Values are null in sparse maps only.
    public <T> Map<String, T> map(Member member, Element<T> value) {
        Map<String, T> values = new LinkedHashMap<>();
        node.expectObjectNode().getStringMap().forEach((key, each) -> {
            values.put(
                    key,
                    each.isNullNode()
                            ? null
                            : value.read(new NodeReader(each), member.target().value()));
        });
        return Collections.unmodifiableMap(values);
    }

    /// The name of the member that is a stream of events.
    static String stream(Schema schema) {
        return schema.members().stream()
                .filter(each -> each.target().traits().has(Flag.EVENT_STREAM))
                .map(Member::name)
                .findFirst()
                .orElseThrow();
    }

    /// The events of an array, of which an error is thrown.
    @Override
    public <T extends Shape> EventStream<T> eventStream(Member member, Element<T> event) {
        Iterator<Node> nodes = node.expectArrayNode().getElements().iterator();
        return new EventStream<>() {
            @Override
            public @Nullable T next() {
                if (!nodes.hasNext()) {
                    return null;
                }
                T read = event.read(new NodeReader(nodes.next()), member);
                ShapeTree.throwError(read);
                return read;
            }

            @Override
            public void close() {
                // There is nothing to let go of.
            }
        };
    }

    @Override
    public DataStream dataStream(Member member) {
        byte[] bytes = string(member).getBytes(StandardCharsets.UTF_8);
        return new DataStream() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
