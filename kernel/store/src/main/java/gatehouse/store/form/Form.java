package gatehouse.store.form;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/// How the values of one Java type are stored. What is read wrongly ends in a `JacksonException`, whose message may
/// quote what is stored.
sealed interface Form permits Scalar, EnumForm, ListForm, MapForm, RecordForm {
    void write(JsonGenerator out, Object value);

    /// The value at which the parser stands; it is left at the value's last token.
    Object read(JsonParser in);

    /// What a component has in a row that was written without it.
    @Nullable
    Object absent();

    /// The form of a component's type.
    ///
    /// @throws IllegalArgumentException where no table stores such a type
    static Form of(Type type) {
        if (type instanceof Class<?> raw) {
            return ofClass(raw);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListForm(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new MapForm(of(arguments[1]));
            }
        }
        throw unknown(type);
    }

    private static Form ofClass(Class<?> type) {
        if (type.isRecord()) {
            return RecordForm.of(type.asSubclass(Record.class));
        }
        if (type.isEnum()) {
            return new EnumForm(type);
        }
        if (type == String.class) {
            return Scalar.TEXT;
        }
        if (type == Instant.class) {
            return Scalar.INSTANT;
        }
        if (type == byte[].class) {
            return Scalar.BYTES;
        }
        if (type == boolean.class) {
            return Scalar.BOOLEAN;
        }
        if (type == int.class) {
            return Scalar.INT;
        }
        if (type == long.class) {
            return Scalar.LONG;
        }
        throw unknown(type);
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException("a record with a " + type.getTypeName() + " cannot be stored");
    }

    static void require(JsonParser in, JsonToken expected) {
        if (in.currentToken() != expected) {
            throw new StreamReadException(in, "expected " + expected);
        }
    }
}
