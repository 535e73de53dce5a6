package gatehouse.wire.buffer;

/// A member's name as JSON has it, for names that are written again and again: spelt once, copied ever after.
public final class JsonName {
    private final String text;
    private final byte[] afterComma;

    private JsonName(String text, byte[] afterComma) {
        this.text = text;
        this.afterComma = afterComma;
    }

    public static JsonName of(String text) {
        GrowableBytes bytes = new GrowableBytes(text.length() + 4).put(',');
        new JsonBuffer(bytes).name(text);
        return new JsonName(text, bytes.toByteArray());
    }

    /// The name itself.
    public String text() {
        return text;
    }

    /// The comma that ends the member before, the name in quotes, and the colon.
    byte[] afterComma() {
        return afterComma;
    }

    @Override
    public String toString() {
        return text;
    }
}
