package gatehouse.wire.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A reader of a place that holds some kinds of values: it refuses all that it does not override.
public interface PartialReader extends ShapeReader {
    @Override
    default <B> void structure(Schema schema, B builder, Fields<B> fields) {
        throw new SerializationException("");
    }

    @Override
    default String string(Member member) {
        throw new SerializationException("");
    }

    @Override
    default boolean bool(Member member) {
        throw new SerializationException("");
    }

    @Override
    default int integer(Member member) {
        throw new SerializationException("");
    }

    @Override
    default long longInteger(Member member) {
        throw new SerializationException("");
    }

    @Override
    default float floating(Member member) {
        throw new SerializationException("");
    }

    @Override
    default double doubleFloating(Member member) {
        throw new SerializationException("");
    }

    @Override
    default BigInteger bigInteger(Member member) {
        throw new SerializationException("");
    }

    @Override
    default BigDecimal bigDecimal(Member member) {
        throw new SerializationException("");
    }

    @Override
    default Instant timestamp(Member member) {
        throw new SerializationException("");
    }

    @Override
    default Blob blob(Member member) {
        throw new SerializationException("");
    }

    @Override
    default Document document(Member member) {
        throw new SerializationException("");
    }

    @Override
    default <T> List<T> list(Member member, Element<T> element) {
        throw new SerializationException("");
    }

    @Override
    default <T> Map<String, T> map(Member member, Element<T> value) {
        throw new SerializationException("");
    }
}
