package gatehouse.wire.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a shape is built from. Members that the schema does not know are skipped, as AWS skips them; explicit
/// nulls of structures are not offered. A value of the wrong type throws [SerializationException].
public interface ShapeReader {
    /// Offers each member present in the input to `fields`, which must read it with exactly one call.
    <B> void structure(Schema schema, B builder, Fields<B> fields);

    String string(Member member);

    boolean bool(Member member);

    int integer(Member member);

    long longInteger(Member member);

    float floating(Member member);

    double doubleFloating(Member member);

    BigInteger bigInteger(Member member);

    BigDecimal bigDecimal(Member member);

    Instant timestamp(Member member);

    Blob blob(Member member);

    Document document(Member member);

    /// An unmodifiable list; elements are `null` only where the list is sparse.
    <T> List<T> list(Member member, Element<T> element);

    /// An unmodifiable map in the input's order.
    <T> Map<String, T> map(Member member, Element<T> value);

    /// Bytes that are streamed. Only a protocol that binds HTTP bodies to members has them.
    default DataStream dataStream(Member member) {
        throw new SerializationException("");
    }

    /// Events that are streamed, each read by `event`. Only protocols that frame events have them.
    default <T extends Shape> EventStream<T> eventStream(Member member, Element<T> event) {
        throw new SerializationException("");
    }

    /// Reads one member into a builder.
    @FunctionalInterface
    interface Fields<B> {
        void read(B builder, Member member, ShapeReader in);
    }

    /// Reads one element of a collection, mostly a method reference such as `ShapeReader::string`.
    @FunctionalInterface
    interface Element<T extends @Nullable Object> {
        T read(ShapeReader in, Member member);
    }
}
