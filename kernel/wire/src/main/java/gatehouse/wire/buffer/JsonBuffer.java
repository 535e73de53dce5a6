package gatehouse.wire.buffer;

import gatehouse.wire.shape.Document;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// JSON being written into bytes that its owner may clear and use again. It sets the commas; that names and values
/// alternate and that objects end is the caller's part. Not for several threads at once.
public final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final GrowableBytes out;
    private boolean comma;

    /// JSON at the end of `out`.
    public JsonBuffer(GrowableBytes out) {
        this.out = out;
    }

    public JsonBuffer startObject() {
        return start('{');
    }

    public JsonBuffer endObject() {
        return end('}');
    }

    public JsonBuffer startArray() {
        return start('[');
    }

    public JsonBuffer endArray() {
        return end(']');
    }

    /// The name of the member whose value comes next.
    public JsonBuffer name(String name) {
        separate();
        quoted(name);
        out.put(':');
        comma = false;
        return this;
    }

    /// As [#name(String)], for a name that was spelt beforehand.
    public JsonBuffer name(JsonName name) {
        byte[] spelt = name.afterComma();
        int skipped = comma ? 0 : 1;
        out.put(spelt, skipped, spelt.length - skipped);
        comma = false;
        return this;
    }

    public JsonBuffer string(String value) {
        separate();
        quoted(value);
        return this;
    }

    public JsonBuffer number(long value) {
        separate();
        out.putDecimal(value);
        return this;
    }

    /// A finite number as Java writes it; `NaN` and the infinities as strings, as Smithy's JSON protocols have them.
    public JsonBuffer number(double value) {
        return Double.isFinite(value) ? raw(Double.toString(value)) : string(Double.toString(value));
    }

    /// As [#number(double)], with a float's digits.
    public JsonBuffer number(float value) {
        return Float.isFinite(value) ? raw(Float.toString(value)) : string(Float.toString(value));
    }

    public JsonBuffer number(BigDecimal value) {
        return raw(value.toString());
    }

    public JsonBuffer bool(boolean value) {
        return raw(value ? "true" : "false");
    }

    public JsonBuffer nullValue() {
        return raw("null");
    }

    /// Seconds since 1970 with as many of three decimals as the time has; what is below a millisecond is dropped.
    public JsonBuffer epochSeconds(Instant time) {
        long millis = time.toEpochMilli();
        separate();
        if (millis < 0) {
            out.put('-');
            millis = -millis;
        }
        out.putDecimal(millis / 1000);
        long fraction = millis % 1000;
        if (fraction != 0) {
            int digits = 3;
            for (; fraction % 10 == 0; fraction /= 10) {
                digits--;
            }
            out.put('.').putPadded(fraction, digits);
        }
        return this;
    }

    /// RFC 3339 to the millisecond: `2026-01-01T00:00:00Z`, `2026-01-01T00:00:00.120Z`.
    public JsonBuffer iso8601(Instant time) {
        return string(time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    public JsonBuffer base64(byte[] bytes) {
        separate();
        out.put('"').put(Base64.getEncoder().encode(bytes)).put('"');
        return this;
    }

    public JsonBuffer document(Document document) {
        switch (document) {
            case Document.Null() -> nullValue();
            case Document.Bool(boolean value) -> bool(value);
            case Document.Numeric(BigDecimal value) -> number(value);
            case Document.Text(String value) -> string(value);
            case Document.Array(List<Document> elements) -> {
                startArray();
                elements.forEach(this::document);
                endArray();
            }
            case Document.Members(Map<String, Document> members) -> {
                startObject();
                members.forEach((name, each) -> name(name).document(each));
                endObject();
            }
        }
        return this;
    }

    /// A value that is JSON already.
    public JsonBuffer raw(String json) {
        separate();
        out.put(json);
        return this;
    }

    /// Where the next byte goes, to come back to with [#rewind].
    public int position() {
        return out.size();
    }

    /// Takes back everything since `position`, which must be where a value was about to begin.
    public JsonBuffer rewind(int position) {
        out.truncate(position);
        int last = position == 0 ? '[' : out.array()[position - 1];
        comma = last != '{' && last != '[' && last != ':';
        return this;
    }

    private JsonBuffer start(char bracket) {
        separate();
        out.put(bracket);
        comma = false;
        return this;
    }

    private JsonBuffer end(char bracket) {
        out.put(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            out.put(',');
        }
        comma = true;
    }

    private void quoted(String text) {
        int written = out.putQuoted(text);
        if (written < text.length()) {
            escaped(text, written);
        }
    }

    /// The rest of a text from its first character that is not plain, and the closing quote.
    private void escaped(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                int codePoint = GrowableBytes.codePointAt(text, i);
                i += codePoint > 0xFFFF ? 1 : 0;
                out.putCodePoint(codePoint);
            } else if (c < 0x20 || c == '"' || c == '\\') {
                escape(c);
            } else {
                out.put(c);
            }
        }
        out.put('"');
    }

    private void escape(char c) {
        out.put('\\');
        switch (c) {
            case '"', '\\' -> out.put(c);
            case '\n' -> out.put('n');
            case '\r' -> out.put('r');
            case '\t' -> out.put('t');
            case '\b' -> out.put('b');
            case '\f' -> out.put('f');
            default -> out.put('u').put('0').put('0').put(HEX[c >> 4]).put(HEX[c & 0xF]);
        }
    }
}
