package gatehouse.conformance.botocore;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads shapes from trees of JSON in which members have the model's names, blobs and streams are base64, timestamps
/// are milliseconds, events are a list, and the numbers that JSON lacks are words.
record TreeReader(JsonNode tree) implements ShapeReader {
    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            Member member = schema.member(entry.getKey());
            if (member != null) {
                fields.read(builder, member, new TreeReader(entry.getValue()));
            }
        }
    }

    @Override
    public String string(Member member) {
        return tree.stringValue();
    }

    @Override
    public boolean bool(Member member) {
        return tree.booleanValue();
    }

    @Override
    public int integer(Member member) {
        return tree.intValue();
    }

    @Override
    public long longInteger(Member member) {
        return tree.longValue();
    }

    @Override
    public float floating(Member member) {
        return tree.isString() ? Float.parseFloat(tree.stringValue()) : tree.floatValue();
    }

    @Override
    public double doubleFloating(Member member) {
        return tree.isString() ? Double.parseDouble(tree.stringValue()) : tree.doubleValue();
    }

    @Override
    public BigInteger bigInteger(Member member) {
        return tree.bigIntegerValue();
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        return tree.decimalValue();
    }

    @Override
    public Instant timestamp(Member member) {
        return Instant.ofEpochMilli(tree.longValue());
    }

    @Override
    public Blob blob(Member member) {
        return Blob.owning(tree.binaryValue());
    }

    @Override
    public Document document(Member member) {
        return new Document.Text(tree.stringValue());
    }

    @Override
    public <T> List<T> list(Member member, Element<T> element) {
        List<T> values = new ArrayList<>();
        for (JsonNode each : tree) {
            values.add(element.read(new TreeReader(each), member.target().element()));
        }
        return values;
    }

    @Override
    public <T> Map<String, T> map(Member member, Element<T> value) {
        Map<String, T> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : tree.properties()) {
            values.put(
                    each.getKey(),
                    value.read(new TreeReader(each.getValue()), member.target().value()));
        }
        return values;
    }

    @Override
    public DataStream dataStream(Member member) {
        return new Bytes(tree.binaryValue());
    }

    @Override
    public <T extends Shape> EventStream<T> eventStream(Member member, Element<T> event) {
        Iterator<JsonNode> events = tree.iterator();
        return new Events<>(() -> events.hasNext() ? event.read(new TreeReader(events.next()), member) : null);
    }

    private record Bytes(byte[] bytes) implements DataStream {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /// Where events come from; null when there are no more.
    @FunctionalInterface
    private interface Source<T> {
        @Nullable
        T next();
    }

    private record Events<T extends Shape>(Source<T> source) implements EventStream<T> {
        @Override
        public @Nullable T next() {
            return source.next();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
