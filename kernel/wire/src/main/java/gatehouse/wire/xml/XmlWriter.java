package gatehouse.wire.xml;

import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a shape's members as AWS's XML has them. Absent members are left out; empty lists and maps are empty
/// elements.
public final class XmlWriter implements ShapeWriter {
    private final XmlBuffer xml;
    private final @Nullable Member skipped;

    /// The element's name where it is not the member's own: in lists and maps.
    private @Nullable String elementName;

    /// The default namespace of the next element that has none of its own.
    private @Nullable String rootNamespace;

    /// Whether the next structure is a document's root, where its own namespace holds.
    private boolean atRoot;

    /// Whether only attributes are written, to a tag that has begun.
    private boolean inTag;

    /// `skipped` is a string member that someone else has written.
    public XmlWriter(XmlBuffer xml, @Nullable Member skipped) {
        this.xml = xml;
        this.skipped = skipped;
    }

    /// A writer whose first element has a default namespace, if it brings none of its own.
    public static XmlWriter ofRoot(XmlBuffer xml, String namespace) {
        XmlWriter writer = new XmlWriter(xml, null);
        writer.rootNamespace = namespace.isEmpty() ? null : namespace;
        return writer;
    }

    /// A writer that is offered a payload, which becomes a document.
    static XmlWriter ofPayload(XmlBuffer xml, String namespace, Member payload) {
        XmlWriter writer = ofRoot(xml, namespace);
        writer.elementName = XmlNames.payload(payload);
        writer.atRoot = true;
        return writer;
    }

    /// The shape's members, within an element that the caller starts and ends.
    public void members(Shape shape) {
        shape.writeMembers(this);
    }

    /// The shape as an element of that name: a document's root.
    public void root(String name, Shape shape) {
        xml.startTag(name);
        declare(shape.schema().traits());
        content(name, shape);
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        String name = takeName(member);
        if (value == null || inTag) {
            return;
        }
        Traits traits = member.traits();
        Traits ofTarget = value.schema().traits();
        xml.startTag(name);
        // A structure's own namespace is that of documents. Only a prefix is declared wherever it is needed.
        boolean ofShape = traits.word(Word.XML_NAMESPACE) == null && (atRoot || ofTarget.word(Word.XML_PREFIX) != null);
        atRoot = false;
        declare(ofShape ? ofTarget : traits);
        content(name, value);
    }

    private void content(String name, Shape value) {
        if (value.schema().hasAttributes()) {
            inTag = true;
            value.writeMembers(this);
            inTag = false;
        }
        xml.endTag();
        value.writeMembers(this);
        xml.end(name);
    }

    private void start(String name, Member member) {
        xml.startTag(name);
        declare(member.traits());
        xml.endTag();
    }

    private void declare(Traits traits) {
        String namespace = traits.word(Word.XML_NAMESPACE);
        if (namespace != null) {
            String prefix = traits.word(Word.XML_PREFIX);
            xml.attribute(prefix == null ? "xmlns" : "xmlns:" + prefix, namespace);
            rootNamespace = prefix == null ? null : rootNamespace;
        }
        if (rootNamespace != null) {
            xml.attribute("xmlns", rootNamespace);
            rootNamespace = null;
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
                        : TimestampFormat.of(member, TimestampFormat.ISO_8601).format(value));
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        text(member, value == null ? null : Base64.getEncoder().encodeToString(value.bytesUncopied()));
    }

    /// XML has no documents.
    @Override
    public void document(Member member, @Nullable Document value) {
        if (value != null) {
            throw new IllegalStateException("a document cannot be written as XML: " + member);
        }
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        boolean flattened = elementName == null && XmlNames.isFlattened(member);
        String name = takeName(member);
        if (values == null || inTag) {
            return;
        }
        if (!flattened) {
            if (values.isEmpty()) {
                empty(name, member);
                return;
            }
            start(name, member);
        }
        Schema schema = member.target();
        String nameOfElements = flattened ? name : XmlNames.element(schema);
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
        boolean flattened = elementName == null && XmlNames.isFlattened(member);
        String name = takeName(member);
        if (values == null || inTag) {
            return;
        }
        if (!flattened) {
            if (values.isEmpty()) {
                empty(name, member);
                return;
            }
            start(name, member);
        }
        Schema schema = member.target();
        for (Map.Entry<String, T> entry : values.entrySet()) {
            if (entry.getValue() == null) {
                continue; // XML has no word for nothing.
            }
            if (flattened) {
                start(name, member);
            } else {
                xml.start("entry");
            }
            text(XmlNames.key(schema), schema.key(), entry.getKey());
            elementName = XmlNames.value(schema);
            value.write(this, schema.value(), entry.getValue());
            xml.end(flattened ? name : "entry");
        }
        if (!flattened) {
            xml.end(name);
        }
    }

    private void empty(String name, Member member) {
        xml.startTag(name);
        declare(member.traits());
        xml.emptyTag();
    }

    private void text(Member member, @Nullable String text) {
        String name = takeName(member);
        boolean attribute = member.traits().has(Flag.XML_ATTRIBUTE);
        if (text == null || attribute != inTag) {
            return;
        }
        if (attribute) {
            xml.attribute(name, text);
        } else {
            text(name, member, text);
        }
    }

    private void text(String name, Member member, String text) {
        start(name, member);
        xml.text(text).end(name);
    }

    private String takeName(Member member) {
        String given = elementName;
        elementName = null;
        return given == null ? XmlNames.of(member) : given;
    }
}
