package gatehouse.wire.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Hands each member of a structure to the writer that `writers` has for it.
public record MemberSwitch(Function<Member, ShapeWriter> writers) implements ShapeWriter {
    @Override
    public void structure(Member member, @Nullable Shape value) {
        writers.apply(member).structure(member, value);
    }

    @Override
    public void string(Member member, @Nullable String value) {
        writers.apply(member).string(member, value);
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        writers.apply(member).bool(member, value);
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        writers.apply(member).integer(member, value);
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        writers.apply(member).longInteger(member, value);
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        writers.apply(member).floating(member, value);
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        writers.apply(member).doubleFloating(member, value);
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        writers.apply(member).bigInteger(member, value);
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        writers.apply(member).bigDecimal(member, value);
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        writers.apply(member).timestamp(member, value);
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        writers.apply(member).blob(member, value);
    }

    @Override
    public void document(Member member, @Nullable Document value) {
        writers.apply(member).document(member, value);
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        writers.apply(member).list(member, values, element);
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
        writers.apply(member).map(member, values, value);
    }

    @Override
    public void dataStream(Member member, @Nullable DataStream value) {
        writers.apply(member).dataStream(member, value);
    }

    @Override
    public <T extends Shape> void eventStream(Member member, @Nullable EventStream<T> value) {
        writers.apply(member).eventStream(member, value);
    }
}
