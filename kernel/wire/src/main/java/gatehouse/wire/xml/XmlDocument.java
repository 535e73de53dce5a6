package gatehouse.wire.xml;

import gatehouse.wire.codec.Utf8;
import gatehouse.wire.shape.SerializationException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A document's elements and attributes in the order they came, in arrays: a node takes a dozen bytes beside its text.
/// Node 0 is the root. An element's attributes and elements follow it, up to [#end].
///
/// The JDK's parser reads it, without document types and so without entities but XML's own. Its names are counted
/// here: no message of AWS's has a thousand of them, and it is names that make a parser slow.
final class XmlDocument {
    private static final int DEPTH_MAX = 100;
    private static final int NAMES_MAX = 1_000;
    private static final int ATTRIBUTES_MAX = 100;

    /// The text of an element that has both elements and text other than white space.
    private static final String MIXED = new String("mixed");

    private static final XMLInputFactory FACTORY = factory();

    private final Map<String, String> knownNames = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private String[] names = new String[16];
    private @Nullable String[] texts = new @Nullable String[16];
    private int[] ends = new int[16];
    private int size;

    private XmlDocument() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Prefixes are the client's choice; that each is declared is of no use to anybody.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(DEPTH_MAX));
        factory.setProperty("jdk.xml.elementAttributeLimit", Integer.toString(ATTRIBUTES_MAX));
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("");
        });
        return factory;
    }

    /// Reads a whole document in UTF-8.
    ///
    /// @throws SerializationException where it is none, or has a document type, or is nested too deeply
    static XmlDocument parse(byte[] body) {
        Utf8.require(body);
        XmlDocument document = new XmlDocument();
        try (StringReader in = new StringReader(Utf8.decode(body, body.length))) {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(in);
            requireReadable(reader);
            document.read(reader);
            reader.close();
        } catch (XMLStreamException _) {
            throw new SerializationException("");
        }
        return document;
    }

    private static void requireReadable(XMLStreamReader reader) {
        String version = reader.getVersion();
        String encoding = reader.getCharacterEncodingScheme();
        boolean readable = (version == null || version.equals("1.0"))
                && (encoding == null
                        || encoding.toUpperCase(Locale.ROOT).equals("UTF-8")
                        || encoding.toUpperCase(Locale.ROOT).equals("US-ASCII"));
        if (!readable) {
            throw new SerializationException("");
        }
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        int[] open = new int[DEPTH_MAX];
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (depth == DEPTH_MAX) {
                        throw new SerializationException("");
                    }
                    if (depth > 0) {
                        keepBlank(open[depth - 1]);
                    }
                    open[depth++] = add(XmlNames.local(reader.getLocalName()), null);
                    attributes(reader);
                }
                case XMLStreamConstants.END_ELEMENT -> close(open[--depth]);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    characters(reader, depth == 0 ? -1 : open[depth - 1]);
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new SerializationException("");
                default -> {
                    // Comments and instructions say nothing.
                }
            }
        }
    }

    private void attributes(XMLStreamReader reader) {
        int element = size - 1;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String name = reader.getAttributeLocalName(i);
            if (!"xmlns".equals(prefix) && !name.equals("xmlns") && !name.startsWith("xmlns:")) {
                add("@" + XmlNames.local(name), reader.getAttributeValue(i));
                ends[size - 1] = size;
            }
        }
        ends[element] = -size;
    }

    /// An element that is open has in [#ends] where its attributes end, negated, as long as no element has come.
    private boolean hasElements(int element) {
        return ends[element] != -size;
    }

    /// Before an element's first element: what text there was must be white space, or it is remembered as mixed.
    private void keepBlank(int element) {
        if (!hasElements(element)) {
            if (!isBlank(text)) {
                texts[element] = MIXED;
            }
            text.setLength(0);
        }
    }

    /// Whether it is white space as XML has it.
    private static boolean isBlank(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    private void characters(XMLStreamReader reader, int element) {
        if (element < 0) {
            return;
        }
        if (!hasElements(element)) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        } else if (!reader.isWhiteSpace()) {
            texts[element] = MIXED;
        }
    }

    private void close(int element) {
        if (!hasElements(element)) {
            texts[element] = text.toString();
            text.setLength(0);
        }
        ends[element] = size;
    }

    private int add(String local, @Nullable String value) {
        if (size == names.length) {
            int more = 2 * size;
            names = Arrays.copyOf(names, more);
            texts = Arrays.copyOf(texts, more);
            ends = Arrays.copyOf(ends, more);
        }
        String known = knownNames.putIfAbsent(local, local);
        if (known == null && knownNames.size() > NAMES_MAX) {
            throw new SerializationException("");
        }
        names[size] = known == null ? local : known;
        texts[size] = value;
        return size++;
    }

    /// The local name; that of an attribute has `@` before it.
    String name(int node) {
        return names[node];
    }

    boolean isAttribute(int node) {
        return names[node].startsWith("@");
    }

    /// The first node after that one and all in it.
    int end(int node) {
        return ends[node];
    }

    /// The first element in `node` or what follows it; it may be at the end.
    int firstElement(int node) {
        int first = node + 1;
        while (first < ends[node] && isAttribute(first)) {
            first++;
        }
        return first;
    }

    /// Whether there is text beside elements.
    @SuppressWarnings("ReferenceEquality") // The marker is this object; the same text is a text.
    boolean isMixed(int node) {
        return texts[node] == MIXED;
    }

    /// An attribute's value, or the text of an element without elements; null where it has some.
    @Nullable
    String text(int node) {
        return isMixed(node) ? null : texts[node];
    }
}
