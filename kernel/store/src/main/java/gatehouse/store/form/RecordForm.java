package gatehouse.store.form;

import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.dataformat.cbor.CBORFactory;

/// The form of a record: its components by name, those that are null left out. What is stored under a name that is no
/// component is passed over; a component that is not stored is null, zero or empty.
public final class RecordForm implements Form {
    private static final CBORFactory CBOR = new CBORFactory();

    private static final ClassValue<RecordForm> FORMS = new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
            return new RecordForm(type);
        }
    };

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final Component[] components;

    private record Component(String name, Method accessor, Form form) {}

    private RecordForm(Class<?> type) {
        this.type = type;
        RecordComponent[] declared = type.getRecordComponents();
        Class<?>[] types = new Class<?>[declared.length];
        this.components = new Component[declared.length];
        for (int i = 0; i < declared.length; i++) {
            types[i] = declared[i].getType();
            Method accessor = declared[i].getAccessor();
            accessor.setAccessible(true);
            components[i] = new Component(declared[i].getName(), accessor, Form.of(declared[i].getGenericType()));
        }
        try {
            this.constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
        constructor.setAccessible(true);
    }

    /// The form of a type of records, which is the same at every call.
    ///
    /// @throws IllegalArgumentException where a component is of a type that no table stores
    public static RecordForm of(Class<? extends Record> type) {
        return FORMS.get(type);
    }

    /// Writes a record of this type.
    public void write(OutputStream out, Record row) {
        try (JsonGenerator generator = CBOR.createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, row);
        }
    }

    /// Reads a record of this type.
    ///
    /// @throws tools.jackson.core.JacksonException where something else is stored; its message may quote it
    public Record read(byte[] stored, int offset) {
        try (JsonParser in = CBOR.createParser(ObjectReadContext.empty(), stored, offset, stored.length - offset)) {
            in.nextToken();
            return read(in);
        }
    }

    @Override
    public void write(JsonGenerator out, Object row) {
        out.writeStartObject();
        for (Component component : components) {
            Object value = get(component.accessor, row);
            if (value != null) {
                out.writeName(component.name);
                component.form.write(out, value);
            }
        }
        out.writeEndObject();
    }

    @Override
    public Record read(JsonParser in) {
        Form.require(in, JsonToken.START_OBJECT);
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].form.absent();
        }
        int expected = 0;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            int place = place(in.currentName(), expected);
            JsonToken value = in.nextToken();
            if (place < 0) {
                in.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                values[place] = components[place].form.read(in);
                expected = place + 1;
            }
        }
        Form.require(in, JsonToken.END_OBJECT);
        return make(values, in);
    }

    @Override
    public @Nullable Object absent() {
        return null;
    }

    /// Where the component stands, which is most often the expected place; -1 where there is none.
    private int place(String name, int expected) {
        for (int i = 0; i < components.length; i++) {
            int place = (expected + i) % components.length;
            if (components[place].name.equals(name)) {
                return place;
            }
        }
        return -1;
    }

    private @Nullable Object get(Method accessor, Object row) {
        try {
            return accessor.invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(accessor + " must return the component", e);
        }
    }

    private Record make(@Nullable Object[] values, JsonParser in) {
        try {
            return (Record) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new StreamReadException(in, type.getSimpleName() + " takes no such components", e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(constructor + " must make a record", e);
        }
    }
}
