package gatehouse.conformance.botocore;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes shapes as the trees that [TreeReader] reads. What is null is left out.
record TreeWriter(BiConsumer<String, JsonNode> target) implements ShapeWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static ObjectNode write(Shape shape) {
        ObjectNode members = JSON.objectNode();
        shape.writeMembers(new TreeWriter(members::set));
        return members;
    }

    /// A number, or a word where JSON has no number for it.
    static JsonNode number(double value) {
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.stringNode(Double.toString(value));
    }

    private void put(Member member, @Nullable JsonNode value) {
        if (value != null) {
            target.accept(member.name(), value);
        }
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        put(member, value == null ? null : write(value));
    }

    @Override
    public void string(Member member, @Nullable String value) {
        put(member, value == null ? null : JSON.stringNode(value));
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        put(member, value == null ? null : JSON.booleanNode(value));
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        put(member, value == null ? null : JSON.numberNode(value.intValue()));
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        put(member, value == null ? null : JSON.numberNode(value.longValue()));
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        put(member, value == null ? null : number(value));
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        put(member, value == null ? null : number(value));
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        put(member, value == null ? null : JSON.numberNode(value));
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        put(member, value == null ? null : JSON.numberNode(value));
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        put(member, value == null ? null : JSON.numberNode(value.toEpochMilli()));
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        put(member, value == null ? null : JSON.binaryNode(value.toByteArray()));
    }

    @Override
    public void document(Member member, @Nullable Document value) {
        put(member, value == null ? null : JSON.stringNode(((Document.Text) value).value()));
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        if (values != null) {
            ArrayNode written = JSON.arrayNode();
            TreeWriter each = new TreeWriter((name, value) -> written.add(value));
            values.forEach(value -> element.write(each, member.target().element(), value));
            put(member, written);
        }
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> element) {
        if (values != null) {
            ObjectNode written = JSON.objectNode();
            values.forEach((key, value) -> element.write(
                    new TreeWriter((name, tree) -> written.set(key, tree)),
                    member.target().value(),
                    value));
            put(member, written);
        }
    }

    @Override
    public void dataStream(Member member, @Nullable DataStream value) {
        if (value != null) {
            try (InputStream in = value.open()) {
                put(member, JSON.binaryNode(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
