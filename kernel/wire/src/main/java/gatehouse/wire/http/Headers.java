package gatehouse.wire.http;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request's headers in the order they came: names in lower case, values untouched, duplicates kept.
public final class Headers {
    /// Names and values by turns.
    private final String[] fields;

    private final int size;

    private Headers(String[] fields, int size) {
        this.fields = fields;
        this.size = size;
    }

    /// Headers from alternating names and values.
    public static Headers of(String... namesAndValues) {
        Builder builder = new Builder(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    public int size() {
        return size;
    }

    public String name(int i) {
        return fields[2 * i];
    }

    public String value(int i) {
        return fields[2 * i + 1];
    }

    /// The first value of a header (name in lower case), or null.
    public @Nullable String first(String name) {
        for (int i = 0; i < size; i++) {
            if (name(i).equals(name)) {
                return value(i);
            }
        }
        return null;
    }

    /// Collects headers.
    public static final class Builder {
        private static final int TYPICAL = 12;

        private String[] fields;
        private int size;

        public Builder() {
            this(TYPICAL);
        }

        private Builder(int expected) {
            this.fields = new String[2 * expected];
        }

        public Builder add(String name, String value) {
            if (2 * size == fields.length) {
                fields = Arrays.copyOf(fields, 2 * fields.length + 2);
            }
            fields[2 * size] = name.toLowerCase(Locale.ROOT);
            fields[2 * size + 1] = value;
            size++;
            return this;
        }

        /// The headers so far; what is added later is not among them.
        public Headers build() {
            return new Headers(fields, size);
        }
    }
}
