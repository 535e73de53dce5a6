package gatehouse.model;

import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes values as clients write them into labels, queries and headers: one text for each element.
class ClientText implements PartialWriter {
    private final Place place;
    private final Consumer<String> texts;

    ClientText(Place place, Consumer<String> texts) {
        this.place = place;
        this.texts = texts;
    }

    enum Place {
        HEADER,
        ELSEWHERE
    }

    private void put(@Nullable Object value) {
        if (value != null) {
            texts.accept(value.toString());
        }
    }

    @Override
    public void string(Member member, @Nullable String value) {
        if (value != null) {
            put(
                    place == Place.HEADER && isEncoded(member)
                            ? Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
                            : value);
        }
    }

    static boolean isEncoded(Member member) {
        return member.traits().has(Flag.JSON_VALUE)
                || member.target().traits().has(Flag.JSON_VALUE)
                || member.target().traits().word(Word.MEDIA_TYPE) != null;
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        put(value);
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        put(value);
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        put(value);
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        put(value);
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        put(value);
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        put(value);
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        put(value);
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        if (value != null) {
            put(format(member, place).format(value));
        }
    }

    static TimestampFormat format(Member member, Place place) {
        return TimestampFormat.of(member, place == Place.HEADER ? TimestampFormat.RFC_822 : TimestampFormat.ISO_8601);
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        put(value == null ? null : Base64.getEncoder().encodeToString(value.toByteArray()));
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        if (values != null) {
            values.forEach(each -> element.write(this, member.target().element(), each));
        }
    }
}
