package gatehouse.wire.xml;

import gatehouse.wire.codec.ScalarText;
import gatehouse.wire.codec.StrictBase64;
import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.Traits.Flag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads shapes from XML documents.
///
/// Namespaces and prefixes say nothing, and what the schema does not know is skipped, as AWS does both. Refused is what
/// could mean two things: a member given twice, text beside elements, another root than the shape's. Strings are kept
/// as they are; white space around other scalars is dropped.
public final class XmlReader implements ShapeReader {
    private static final String STRUCTURE = "Start of structure or map found where not expected.";

    private final XmlDocument document;

    /// The element or attribute to be read.
    private int node;

    /// Where the elements beside it end.
    private int endOfSiblings;

    /// Whether it stands in a structure, where collections may be flattened.
    private boolean inStructure;

    /// Set where the root's name is still to be held against the structure's.
    private boolean rootUnchecked;

    private XmlReader(XmlDocument document) {
        this.document = document;
        this.endOfSiblings = document.end(0);
    }

    /// A reader of a document's root.
    ///
    /// @throws SerializationException where the body is no such document, or its root has another name than `root`
    public static XmlReader of(byte[] body, String root) {
        XmlReader reader = new XmlReader(XmlDocument.parse(body));
        reader.requireRoot(root);
        return reader;
    }

    /// A reader of a document whose root is a structure, and has to be called like it.
    ///
    /// @throws SerializationException where the body is no document
    public static XmlReader ofDocument(byte[] body) {
        XmlReader reader = new XmlReader(XmlDocument.parse(body));
        reader.rootUnchecked = true;
        return reader;
    }

    private void requireRoot(String root) {
        if (!document.name(0).equals(XmlNames.local(root))) {
            throw new SerializationException("The document's root must be " + root);
        }
    }

    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        if (rootUnchecked) {
            rootUnchecked = false;
            requireRoot(XmlNames.root(schema));
        }
        requireNoText("Expected null");
        int outer = node;
        int outerEnd = endOfSiblings;
        int end = document.end(node);
        BitSet seen = new BitSet(schema.members().size());
        String name = "";
        Member member = null;
        for (int each = outer + 1; each < end; each = document.end(each)) {
            // Elements of one name mostly come in a row.
            if (!document.name(each).equals(name)) {
                name = document.name(each);
                member = member(schema, name);
            }
            if (member == null || isContinued(member, seen)) {
                continue;
            }
            seen.set(member.index());
            node = each;
            endOfSiblings = end;
            inStructure = true;
            fields.read(builder, member, this);
        }
        node = outer;
        endOfSiblings = outerEnd;
        if (schema.kind() == Kind.UNION && seen.cardinality() > 1) {
            throw new SerializationException("");
        }
    }

    /// The member of that name in XML, or null; attributes have names of their own.
    private static @Nullable Member member(Schema schema, String name) {
        Member found = schema.memberOnWire(name);
        if (found != null && isNamed(found, name)) {
            return found;
        }
        for (Member member : schema.members()) {
            if (isNamed(member, name)) {
                return member;
            }
        }
        return null;
    }

    private static boolean isNamed(Member member, String name) {
        String inXml = XmlNames.local(XmlNames.of(member));
        boolean attribute = member.traits().has(Flag.XML_ATTRIBUTE);
        return attribute
                ? name.length() == inXml.length() + 1 && name.charAt(0) == '@' && name.endsWith(inXml)
                : name.equals(inXml);
    }

    /// Whether the element goes on with what its first occurrence has read already.
    private static boolean isContinued(Member member, BitSet seen) {
        if (!seen.get(member.index())) {
            return false;
        }
        Kind kind = member.target().kind();
        if ((kind == Kind.LIST || kind == Kind.MAP) && XmlNames.isFlattened(member)) {
            return true;
        }
        throw new SerializationException("");
    }

    @Override
    public <T> List<T> list(Member member, Element<T> element) {
        Member elementMember = member.target().element();
        List<T> values = new ArrayList<>();
        int outer = node;
        int outerEnd = endOfSiblings;
        boolean flattened = takeFlattened(member);
        int end = flattened ? outerEnd : document.end(outer);
        String name = flattened ? document.name(outer) : XmlNames.element(member.target());
        if (!flattened) {
            requireNoText("Expected list or null");
        }
        int first = flattened ? outer : document.firstElement(outer);
        for (int each = first; each < end; each = document.end(each)) {
            if (document.name(each).equals(name)) {
                node = each;
                endOfSiblings = end;
                inStructure = false;
                values.add(element.read(this, elementMember));
            }
        }
        node = outer;
        endOfSiblings = outerEnd;
        return Collections.unmodifiableList(values);
    }

    @Override
    public <T> Map<String, T> map(Member member, Element<T> value) {
        Map<String, T> values = new LinkedHashMap<>();
        int outer = node;
        int outerEnd = endOfSiblings;
        boolean flattened = takeFlattened(member);
        int end = flattened ? outerEnd : document.end(outer);
        String name = flattened ? document.name(outer) : "entry";
        if (!flattened) {
            requireNoText("Expected map or null");
        }
        int first = flattened ? outer : document.firstElement(outer);
        for (int each = first; each < end; each = document.end(each)) {
            if (document.name(each).equals(name)) {
                node = each;
                entry(member.target(), value, values);
            }
        }
        node = outer;
        endOfSiblings = outerEnd;
        return Collections.unmodifiableMap(values);
    }

    @SuppressWarnings("NullAway") // Values are null in sparse maps only, as ShapeReader says.
    private <T> void entry(Schema map, Element<T> value, Map<String, T> values) {
        requireNoText("Unexpected map entry termination");
        int entry = node;
        int keyNode = only(entry, XmlNames.key(map));
        int valueNode = only(entry, XmlNames.value(map));
        if (keyNode < 0 || (valueNode < 0 && !map.traits().has(Flag.SPARSE))) {
            throw new SerializationException("Unexpected map entry termination");
        }
        node = keyNode;
        String key = text();
        if (values.containsKey(key)) {
            throw new SerializationException("Unexpected map entry termination");
        }
        if (valueNode < 0) {
            values.put(key, null);
            return;
        }
        node = valueNode;
        endOfSiblings = document.end(entry);
        inStructure = false;
        values.put(key, value.read(this, map.value()));
    }

    /// The one element of that name in `parent`, or -1.
    private int only(int parent, String name) {
        int found = -1;
        for (int each = document.firstElement(parent); each < document.end(parent); each = document.end(each)) {
            if (document.name(each).equals(name)) {
                if (found >= 0) {
                    throw new SerializationException("");
                }
                found = each;
            }
        }
        return found;
    }

    private boolean takeFlattened(Member member) {
        boolean flattened = inStructure && XmlNames.isFlattened(member);
        inStructure = false;
        return flattened;
    }

    private void requireNoText(String otherwise) {
        String text = document.text(node);
        if (document.isMixed(node) || (text != null && !text.trim().isEmpty())) {
            throw new SerializationException(otherwise);
        }
    }

    @Override
    public String string(Member member) {
        return text();
    }

    @Override
    public boolean bool(Member member) {
        return ScalarText.bool(trimmed().toLowerCase(Locale.ROOT));
    }

    @Override
    public int integer(Member member) {
        return ScalarText.integer(trimmed(), member.target().kind());
    }

    @Override
    public long longInteger(Member member) {
        return ScalarText.longInteger(trimmed());
    }

    @Override
    public float floating(Member member) {
        return ScalarText.floating(trimmed());
    }

    @Override
    public double doubleFloating(Member member) {
        return ScalarText.doubleFloating(trimmed());
    }

    @Override
    public BigInteger bigInteger(Member member) {
        return ScalarText.bigInteger(trimmed());
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        return ScalarText.bigDecimal(trimmed());
    }

    @Override
    public Instant timestamp(Member member) {
        TimestampFormat format = TimestampFormat.of(member, TimestampFormat.ISO_8601);
        return format == TimestampFormat.UNIX
                ? TimestampFormat.ofEpochSeconds(ScalarText.doubleFloating(trimmed()))
                : TimestampFormat.parse(trimmed(), format);
    }

    @Override
    public Blob blob(Member member) {
        return StrictBase64.decode(trimmed());
    }

    /// XML has no documents.
    @Override
    public Document document(Member member) {
        throw new SerializationException("STRING_VALUE can not be converted to a Document");
    }

    private String trimmed() {
        return text().trim();
    }

    private String text() {
        String text = document.text(node);
        if (text == null) {
            throw new SerializationException(STRUCTURE);
        }
        return text;
    }
}
