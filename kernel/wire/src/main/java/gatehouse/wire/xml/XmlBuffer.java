package gatehouse.wire.xml;

import gatehouse.wire.buffer.GrowableBytes;

/// XML 1.0 being written. Element names come from models and are not escaped.
public final class XmlBuffer {
    private final GrowableBytes out;

    public XmlBuffer(GrowableBytes out) {
        this.out = out;
    }

    public XmlBuffer start(String element) {
        out.put('<').put(element).put('>');
        return this;
    }

    /// An element with a default namespace; none where it is empty.
    public XmlBuffer start(String element, String namespace) {
        startTag(element);
        if (!namespace.isEmpty()) {
            attribute("xmlns", namespace);
        }
        return endTag();
    }

    /// What stands before a document.
    public XmlBuffer declaration() {
        out.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return this;
    }

    /// The beginning of an element's tag, to which attributes and [#endTag] belong.
    public XmlBuffer startTag(String element) {
        out.put('<').put(element);
        return this;
    }

    public XmlBuffer attribute(String name, String value) {
        out.put(' ').put(name).put("=\"");
        escaped(value, Place.ATTRIBUTE);
        out.put('"');
        return this;
    }

    public XmlBuffer endTag() {
        out.put('>');
        return this;
    }

    /// The end of the tag of an element that is empty.
    public XmlBuffer emptyTag() {
        out.put("/>");
        return this;
    }

    public XmlBuffer end(String element) {
        out.put("</").put(element).put('>');
        return this;
    }

    public XmlBuffer element(String element, String text) {
        return start(element).text(text).end(element);
    }

    /// The text with markup escaped. A carriage return is written as a reference, or parsers would drop it;
    /// characters that XML 1.0 cannot hold in any spelling become U+FFFD.
    public XmlBuffer text(String text) {
        escaped(text, Place.TEXT);
        return this;
    }

    private enum Place {
        TEXT,
        ATTRIBUTE
    }

    private void escaped(String text, Place place) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.put("&lt;");
                case '>' -> out.put("&gt;");
                case '&' -> out.put("&amp;");
                case '"' -> out.put("&quot;");
                case '\r' -> out.put("&#xD;");
                case '\n' -> space(c, "&#xA;", place);
                case '\t' -> space(c, "&#x9;", place);
                default -> {
                    int codePoint = GrowableBytes.codePointAt(text, i);
                    i += codePoint > 0xFFFF ? 1 : 0;
                    boolean writable = codePoint >= 0x20 && codePoint != 0xFFFE && codePoint != 0xFFFF;
                    out.putCodePoint(writable ? codePoint : 0xFFFD);
                }
            }
        }
    }

    /// In attributes parsers make every white space a blank, unless it is a reference.
    private void space(char c, String reference, Place place) {
        if (place == Place.TEXT) {
            out.put(c);
        } else {
            out.put(reference);
        }
    }
}
