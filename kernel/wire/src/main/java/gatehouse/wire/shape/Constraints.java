package gatehouse.wire.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the model demands of a value: length (characters, bytes or elements) or number between `min` and `max`,
/// a pattern (as in the model: to be found from start to end), one of the enum's values.
public record Constraints(
        @Nullable Long min, @Nullable Long max, @Nullable String pattern, List<String> enumValues) {
    public static final Constraints NONE = new Constraints(null, null, null, List.of());

    public Constraints {
        enumValues = List.copyOf(enumValues);
    }

    public boolean isEmpty() {
        return min == null && max == null && pattern == null && enumValues.isEmpty();
    }
}
