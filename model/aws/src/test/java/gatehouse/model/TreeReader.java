package gatehouse.model;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ShapeReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads shapes from maps, lists and plain values.
record TreeReader(Object tree) implements ShapeReader {
    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) tree).entrySet()) {
            Member member = schema.member((String) entry.getKey());
            if (member != null) {
                fields.read(builder, member, new TreeReader(Objects.requireNonNull(entry.getValue())));
            }
        }
    }

    @Override
    public String string(Member member) {
        return (String) tree;
    }

    @Override
    public boolean bool(Member member) {
        return (Boolean) tree;
    }

    @Override
    public int integer(Member member) {
        return (Integer) tree;
    }

    @Override
    public long longInteger(Member member) {
        return (Long) tree;
    }

    @Override
    public float floating(Member member) {
        return (Float) tree;
    }

    @Override
    public double doubleFloating(Member member) {
        return (Double) tree;
    }

    @Override
    public BigInteger bigInteger(Member member) {
        return (BigInteger) tree;
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        return (BigDecimal) tree;
    }

    @Override
    public Instant timestamp(Member member) {
        return (Instant) tree;
    }

    @Override
    public Blob blob(Member member) {
        return (Blob) tree;
    }

    @Override
    public DataStream dataStream(Member member) {
        byte[] bytes = blob(member).toByteArray();
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

    @Override
    public Document document(Member member) {
        return (Document) tree;
    }

    @Override
    public <T> List<T> list(Member member, Element<T> element) {
        List<T> values = new ArrayList<>();
        for (Object each : (List<?>) tree) {
            values.add(element.read(new TreeReader(each), member.target().element()));
        }
        return values;
    }

    @Override
    public <T> Map<String, T> map(Member member, Element<T> value) {
        Map<String, T> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : ((Map<?, ?>) tree).entrySet()) {
            TreeReader reader = new TreeReader(Objects.requireNonNull(each.getValue()));
            values.put(
                    (String) each.getKey(), value.read(reader, member.target().value()));
        }
        return values;
    }
}
