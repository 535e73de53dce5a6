package gatehouse.wire.xml;

import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.query.QueryNames;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a shape's members as the Query protocol's XML has them. Absent members are left out; empty lists and maps
/// are empty elements.
public final class XmlWriter implements ShapeWriter {
    private final XmlBuffer xml;
    private final @Nullable Member skipped;

    /// The element's name where it is not the member's own: in lists and maps.
    private @Nullable String elementName;

    /// `skipped` is a string member that someone else has written.
    public XmlWriter(XmlBuffer xml, @Nullable Member skipped) {
        this.xml = xml;
        this.skipped = skipped;
    }

    /// The shape's members, within an element that the caller starts and ends.
    public void members(Shape shape) {
        shape.writeMembers(this);
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        String name = takeName(member);
        if (value != null) {
            xml.start(name);
            value.writeMembers(this);
            xml.end(name);
        }
    }

    @Override
    public void string(Member member, @Nullable String value) {
        if (member != skipped) {
            text(member, value);
        }
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        text(member, value == null ? null : value.toString());
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        text(member, value == null ? null : value.toString());
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        text(member, value == null ? null : value.toString());
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        text(member, value == null ? null : value.toString());
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        text(member, value == null ? null : value.toString());
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        text(member, value == null ? null : value.toString());
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        text(member, value == null ? null : value.toString());
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        text(
                member,
                value == null
                        ? null
                        : switch (TimestampFormat.of(member, TimestampFormat.ISO_8601)) {
                            case ISO_8601 -> TimestampFormat.iso8601(value);
                            case RFC_822 -> TimestampFormat.rfc822(value);
                            case UNIX -> Long.toString(value.getEpochSecond());
                        });
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        text(member, value == null ? null : Base64.getEncoder().encodeToString(value.bytesUncopied()));
    }

    /// The Query protocol has no documents.
    @Override
    public void document(Member member, @Nullable Document value) {
        if (value != null) {
            throw new IllegalStateException("a document cannot be written as XML: " + member);
        }
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        String name = takeName(member);
        if (values == null) {
            return;
        }
        Schema schema = member.target();
        boolean flattened = QueryNames.isFlattened(member);
        if (!flattened && values.isEmpty()) {
            xml.empty(name);
            return;
        }
        String nameOfElements = flattened ? name : QueryNames.element(schema);
        if (!flattened) {
            xml.start(name);
        }
        values.forEach(each -> {
            elementName = nameOfElements;
            element.write(this, schema.element(), each);
        });
        if (!flattened) {
            xml.end(name);
        }
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
        String name = takeName(member);
        if (values == null) {
            return;
        }
        Schema schema = member.target();
        boolean flattened = QueryNames.isFlattened(member);
        if (!flattened && values.isEmpty()) {
            xml.empty(name);
            return;
        }
        String nameOfEntries = flattened ? name : "entry";
        if (!flattened) {
            xml.start(name);
        }
        for (Map.Entry<String, T> entry : values.entrySet()) {
            xml.start(nameOfEntries).element(QueryNames.key(schema), entry.getKey());
            elementName = QueryNames.value(schema);
            value.write(this, schema.value(), entry.getValue());
            xml.end(nameOfEntries);
        }
        if (!flattened) {
            xml.end(name);
        }
    }

    private void text(Member member, @Nullable String text) {
        String name = takeName(member);
        if (text != null) {
            xml.element(name, text);
        }
    }

    private String takeName(Member member) {
        String given = elementName;
        elementName = null;
        return given == null ? QueryNames.of(member) : given;
    }
}
