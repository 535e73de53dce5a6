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

    public XmlBuffer start(String element, String namespace) {
        out.put('<').put(element).put(" xmlns=\"");
        text(namespace);
        out.put("\">");
        return this;
    }

    public XmlBuffer end(String element) {
        out.put("</").put(element).put('>');
        return this;
    }

    public XmlBuffer empty(String element) {
        out.put('<').put(element).put("/>");
        return this;
    }

    public XmlBuffer element(String element, String text) {
        return start(element).text(text).end(element);
    }

    /// The text with markup escaped. A carriage return is written as a reference, or parsers would drop it;
    /// characters that XML 1.0 cannot hold in any spelling become U+FFFD.
    public XmlBuffer text(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.put("&lt;");
                case '>' -> out.put("&gt;");
                case '&' -> out.put("&amp;");
                case '"' -> out.put("&quot;");
                case '\r' -> out.put("&#xD;");
                case '\n', '\t' -> out.put(c);
                default -> {
                    int codePoint = GrowableBytes.codePointAt(text, i);
                    i += codePoint > 0xFFFF ? 1 : 0;
                    boolean writable = codePoint >= 0x20 && codePoint != 0xFFFE && codePoint != 0xFFFF;
                    out.putCodePoint(writable ? codePoint : 0xFFFD);
                }
            }
        }
        return this;
    }
}
