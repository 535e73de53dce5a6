package gatehouse.wire.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A writer that looks for some of a shape's members: it lets pass all that it does not override.
public interface PartialWriter extends ShapeWriter {
    /// Lets everything pass.
    PartialWriter NOTHING = new PartialWriter() {};

    @Override
    default void structure(Member member, @Nullable Shape value) {}

    @Override
    default void string(Member member, @Nullable String value) {}

    @Override
    default void bool(Member member, @Nullable Boolean value) {}

    @Override
    default void integer(Member member, @Nullable Integer value) {}

    @Override
    default void longInteger(Member member, @Nullable Long value) {}

    @Override
    default void floating(Member member, @Nullable Float value) {}

    @Override
    default void doubleFloating(Member member, @Nullable Double value) {}

    @Override
    default void bigInteger(Member member, @Nullable BigInteger value) {}

    @Override
    default void bigDecimal(Member member, @Nullable BigDecimal value) {}

    @Override
    default void timestamp(Member member, @Nullable Instant value) {}

    @Override
    default void blob(Member member, @Nullable Blob value) {}

    @Override
    default void document(Member member, @Nullable Document value) {}

    @Override
    default <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {}

    @Override
    default <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {}
}
