package gatehouse.store.form;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/// A constant by its name.
record EnumForm(Class<?> type) implements Form {
    @Override
    public void write(JsonGenerator out, Object value) {
        out.writeString(((Enum<?>) value).name());
    }

    @Override
    public Object read(JsonParser in) {
        Form.require(in, JsonToken.VALUE_STRING);
        String name = in.getString();
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new StreamReadException(in, "expected a constant of " + type.getSimpleName());
    }

    @Override
    public @Nullable Object absent() {
        return null;
    }
}
