package gatehouse.wire.rest;

import gatehouse.wire.codec.PercentDecoder;
import gatehouse.wire.shape.SerializationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request's query: each name with its values, both in the order they came.
final class QueryString {
    private static final int PARAMETERS_MAX = 10_000;
    private static final QueryString EMPTY = new QueryString(Map.of());

    private final Map<String, List<String>> values;

    private QueryString(Map<String, List<String>> values) {
        this.values = values;
    }

    /// @throws SerializationException where an escape is broken, or parameters are too many
    static QueryString of(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return EMPTY;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        int count = 0;
        int start = 0;
        while (start < rawQuery.length()) {
            int ampersand = rawQuery.indexOf('&', start);
            int end = ampersand < 0 ? rawQuery.length() : ampersand;
            if (end > start) {
                if (++count > PARAMETERS_MAX) {
                    throw new SerializationException("The query has more than " + PARAMETERS_MAX + " parameters");
                }
                String each = rawQuery.substring(start, end);
                int equals = each.indexOf('=');
                String name = PercentDecoder.query(equals < 0 ? each : each.substring(0, equals));
                String value = equals < 0 ? "" : PercentDecoder.query(each.substring(equals + 1));
                values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return new QueryString(values);
    }

    /// The values of a parameter; none where it is not there.
    List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Map<String, List<String>> all() {
        return values;
    }
}
