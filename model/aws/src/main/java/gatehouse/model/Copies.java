package gatehouse.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Unmodifiable copies of collections, in their order; of null, null. Elements are null in sparse collections only,
/// others throw [NullPointerException].
public final class Copies {
    private Copies() {}

    /// A copy, or `values` itself where nobody can change it.
    public static <T> @Nullable List<T> list(@Nullable List<T> values) {
        return values == null ? null : List.copyOf(values);
    }

    /// A copy with each element copied by `element`.
    public static <T> @Nullable List<T> list(@Nullable List<T> values, UnaryOperator<T> element) {
        return values == null ? null : values.stream().map(element).toList();
    }

    public static <T extends @Nullable Object> @Nullable List<T> sparseList(@Nullable List<T> values) {
        return values == null ? null : Collections.unmodifiableList(new ArrayList<>(values));
    }

    public static <T extends @Nullable Object> @Nullable List<T> sparseList(
            @Nullable List<T> values, UnaryOperator<T> element) {
        return values == null
                ? null
                : Collections.unmodifiableList(
                        new ArrayList<>(values.stream().map(element).toList()));
    }

    public static <T> @Nullable Map<String, T> map(@Nullable Map<String, T> values) {
        return map(values, UnaryOperator.identity());
    }

    /// A copy with each value copied by `value`.
    public static <T> @Nullable Map<String, T> map(@Nullable Map<String, T> values, UnaryOperator<T> value) {
        if (values == null) {
            return null;
        }
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<String, T> copy = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((key, each) -> copy.put(Objects.requireNonNull(key), value.apply(Objects.requireNonNull(each))));
        return Collections.unmodifiableMap(copy);
    }

    public static <T extends @Nullable Object> @Nullable Map<String, T> sparseMap(@Nullable Map<String, T> values) {
        return values == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static <T extends @Nullable Object> @Nullable Map<String, T> sparseMap(
            @Nullable Map<String, T> values, UnaryOperator<T> value) {
        if (values == null) {
            return null;
        }
        Map<String, T> copy = new LinkedHashMap<>(values);
        copy.replaceAll((key, each) -> value.apply(each));
        return Collections.unmodifiableMap(copy);
    }
}
