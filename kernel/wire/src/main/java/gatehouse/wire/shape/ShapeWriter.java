package gatehouse.wire.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What receives a shape's members. Absent members arrive as `null`: a format skips them, a check may mind.
public interface ShapeWriter {
    void structure(Member member, @Nullable Shape value);

    void string(Member member, @Nullable String value);

    void bool(Member member, @Nullable Boolean value);

    /// Bytes, shorts and integers.
    void integer(Member member, @Nullable Integer value);

    void longInteger(Member member, @Nullable Long value);

    void floating(Member member, @Nullable Float value);

    void doubleFloating(Member member, @Nullable Double value);

    void bigInteger(Member member, @Nullable BigInteger value);

    void bigDecimal(Member member, @Nullable BigDecimal value);

    void timestamp(Member member, @Nullable Instant value);

    void blob(Member member, @Nullable Blob value);

    void document(Member member, @Nullable Document value);

    /// A list; `element` writes one element under the list's element member. Elements are `null` only in
    /// sparse lists.
    <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element);

    /// A map with string keys; `value` writes one value under the map's value member.
    <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value);

    /// Bytes that are streamed: no value that a format could hold, so all but those who send them leave them out.
    default void dataStream(Member member, @Nullable DataStream value) {}

    /// Events that are streamed, left out as above.
    default <T extends Shape> void eventStream(Member member, @Nullable EventStream<T> value) {}

    /// How one element of a collection is written, mostly a method reference such as `ShapeWriter::string`.
    @FunctionalInterface
    interface Element<T extends @Nullable Object> {
        void write(ShapeWriter out, Member member, T value);
    }
}
