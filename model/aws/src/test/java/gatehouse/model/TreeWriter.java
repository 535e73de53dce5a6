package gatehouse.model;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes shapes as maps, lists and plain values. What is null is left out.
record TreeWriter(BiConsumer<String, Object> target) implements ShapeWriter {
    static Map<String, Object> write(Shape shape) {
        Map<String, Object> members = new LinkedHashMap<>();
        shape.writeMembers(new TreeWriter(members::put));
        return members;
    }

    private void put(Member member, @Nullable Object value) {
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
        put(member, value);
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        put(member, value);
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        put(member, value);
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        put(member, value);
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        put(member, value);
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        put(member, value);
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        put(member, value);
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        put(member, value);
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        put(member, value);
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        put(member, value);
    }

    @Override
    public void dataStream(Member member, @Nullable DataStream value) {
        put(member, value == null ? null : bytes(value));
    }

    /// All that a stream brings.
    static Blob bytes(DataStream stream) {
        try (InputStream in = stream.open()) {
            return Blob.owning(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void document(Member member, @Nullable Document value) {
        put(member, value);
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        if (values != null) {
            List<Object> written = new ArrayList<>();
            TreeWriter each = new TreeWriter((name, value) -> written.add(value));
            values.forEach(value -> element.write(each, member.target().element(), value));
            put(member, written);
        }
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> element) {
        if (values != null) {
            Map<String, Object> written = new LinkedHashMap<>();
            values.forEach((key, value) -> element.write(
                    new TreeWriter((name, tree) -> written.put(key, tree)),
                    member.target().value(),
                    value));
            put(member, written);
        }
    }
}
