package gatehouse.store.form;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/// The forms of single values. An instant is text: ISO 8601, in UTC, as precise as it is.
enum Scalar implements Form {
    TEXT,
    INSTANT,
    BYTES,
    BOOLEAN,
    INT,
    LONG;

    @Override
    public void write(JsonGenerator out, Object value) {
        switch (this) {
            case TEXT -> out.writeString((String) value);
            case INSTANT -> out.writeString(value.toString());
            case BYTES -> out.writeBinary((byte[]) value);
            case BOOLEAN -> out.writeBoolean((boolean) value);
            case INT -> out.writeNumber((int) value);
            case LONG -> out.writeNumber((long) value);
        }
    }

    @Override
    public Object read(JsonParser in) {
        switch (this) {
            case TEXT, INSTANT -> Form.require(in, JsonToken.VALUE_STRING);
            case BYTES -> Form.require(in, JsonToken.VALUE_EMBEDDED_OBJECT);
            case INT, LONG -> Form.require(in, JsonToken.VALUE_NUMBER_INT);
            case BOOLEAN -> {}
        }
        return switch (this) {
            case TEXT -> in.getString();
            case INSTANT -> instant(in);
            case BYTES -> in.getBinaryValue();
            case BOOLEAN -> in.getBooleanValue();
            case INT -> in.getIntValue();
            case LONG -> in.getLongValue();
        };
    }

    private static Instant instant(JsonParser in) {
        try {
            return Instant.parse(in.getString());
        } catch (DateTimeParseException e) {
            throw new StreamReadException(in, "expected an instant", e);
        }
    }

    @Override
    public @Nullable Object absent() {
        return switch (this) {
            case TEXT, INSTANT, BYTES -> null;
            case BOOLEAN -> false;
            case INT -> 0;
            case LONG -> 0L;
        };
    }
}
