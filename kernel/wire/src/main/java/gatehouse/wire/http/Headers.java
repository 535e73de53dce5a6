package gatehouse.wire.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request's headers in the order they came: names in lower case, values untouched, duplicates kept.
public final class Headers {
    private final List<String> names;
    private final List<String> values;

    private Headers(List<String> names, List<String> values) {
        this.names = names;
        this.values = values;
    }

    /// Headers from alternating names and values.
    public static Headers of(String... namesAndValues) {
        Builder builder = new Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    public int size() {
        return names.size();
    }

    public String name(int i) {
        return names.get(i);
    }

    public String value(int i) {
        return values.get(i);
    }

    /// The first value of a header (name in lower case), or null.
    public @Nullable String first(String name) {
        int i = names.indexOf(name);
        return i < 0 ? null : values.get(i);
    }

    /// How often a header (name in lower case) occurs.
    public int count(String name) {
        int count = 0;
        for (String each : names) {
            if (each.equals(name)) {
                count++;
            }
        }
        return count;
    }

    /// Collects headers.
    public static final class Builder {
        private final List<String> names = new ArrayList<>(12);
        private final List<String> values = new ArrayList<>(12);

        public Builder add(String name, String value) {
            names.add(name.toLowerCase(Locale.ROOT));
            values.add(value);
            return this;
        }

        public Headers build() {
            return new Headers(names, values);
        }
    }
}
