package gatehouse.protocoltests;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes shapes as maps, lists and plain values that can be compared and printed. Members that are absent are left
/// out; bytes, streamed or not, are text in Latin 1.
final class ShapeTree implements ShapeWriter {
    private final Consumer<@Nullable Object> ofElements;
    private final Map<String, Object> members;
    private @Nullable ServiceException error;
    private @Nullable EventStream<?> events;

    private ShapeTree(Map<String, Object> members) {
        this.members = members;
        this.ofElements = value -> {
            throw new IllegalStateException("not an element: " + value);
        };
    }

    private ShapeTree(Consumer<@Nullable Object> ofElements) {
        this.members = Map.of();
        this.ofElements = ofElements;
    }

    static Map<String, Object> of(Shape shape) {
        Map<String, Object> members = new LinkedHashMap<>();
        shape.writeMembers(new ShapeTree(members));
        return members;
    }

    /// The stream of events among the members.
    static EventStream<?> events(Shape shape) {
        ShapeTree tree = new ShapeTree(new LinkedHashMap<>());
        shape.writeMembers(tree);
        return Objects.requireNonNull(tree.events, "there are no events");
    }

    /// Throws the error among the members of an event, if there is one.
    static void throwError(Shape event) {
        ShapeTree tree = new ShapeTree(new LinkedHashMap<>());
        event.writeMembers(tree);
        if (tree.error != null) {
            throw tree.error;
        }
    }

    private boolean isOfMembers() {
        return members instanceof LinkedHashMap;
    }

    private void put(Member member, @Nullable Object value) {
        if (!isOfMembers()) {
            ofElements.accept(value);
        } else if (value != null) {
            members.put(member.name(), value);
        }
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        if (value instanceof ServiceException thrown) {
            error = thrown;
        }
        put(member, value == null ? null : of(value));
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
        put(member, value == null ? null : value.stripTrailingZeros());
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        put(member, value);
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        put(member, value == null ? null : new String(value.toByteArray(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void document(Member member, @Nullable Document value) {
        put(member, value == null ? null : plain(value));
    }

    private static Object plain(Document value) {
        return switch (value) {
            case Document.Null _ -> "(null)";
            case Document.Bool bool -> bool.value();
            case Document.Numeric number -> number.value().stripTrailingZeros();
            case Document.Text text -> text.value();
            case Document.Array array ->
                array.elements().stream().map(ShapeTree::plain).toList();
            case Document.Members object -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                object.members().forEach((name, each) -> plain.put(name, plain(each)));
                yield plain;
            }
        };
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        if (values == null) {
            put(member, null);
            return;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (Iterator<T> iterator = values.iterator(); iterator.hasNext(); ) {
            element.write(new ShapeTree(elements::add), member.target().element(), iterator.next());
        }
        put(member, elements);
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
        if (values == null) {
            put(member, null);
            return;
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map.Entry<String, T> each : values.entrySet()) {
            value.write(
                    new ShapeTree(plain -> entries.put(each.getKey(), plain)),
                    member.target().value(),
                    each.getValue());
        }
        put(member, entries);
    }

    @Override
    public <T extends Shape> void eventStream(Member member, @Nullable EventStream<T> value) {
        events = value;
    }

    @Override
    public void dataStream(Member member, @Nullable DataStream value) {
        if (value == null) {
            return;
        }
        try (InputStream in = value.open()) {
            byte[] bytes = in.readAllBytes();
            // A stream is there even where nothing comes in it.
            put(member, bytes.length == 0 ? null : new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
