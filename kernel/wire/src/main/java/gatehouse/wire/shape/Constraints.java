package gatehouse.wire.shape;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the model demands of a value: length (characters, bytes or elements) or number between `min` and `max`,
/// a pattern (as in the model: to be found from start to end), one of the enum's values. Bounds that have a fraction
/// stand in `exactMin` and `exactMax` as well, and then `min` and `max` are the next whole numbers that are laxer.
public record Constraints(
        @Nullable Long min,
        @Nullable Long max,
        @Nullable String pattern,
        List<String> enumValues,
        @Nullable BigDecimal exactMin,
        @Nullable BigDecimal exactMax) {
    public static final Constraints NONE = new Constraints(null, null, null, List.of());

    /// Constraints whose bounds are whole numbers.
    public Constraints(@Nullable Long min, @Nullable Long max, @Nullable String pattern, List<String> enumValues) {
        this(min, max, pattern, enumValues, null, null);
    }

    public Constraints {
        enumValues = List.copyOf(enumValues);
    }

    /// The least number that is allowed, or null.
    public @Nullable Number least() {
        return exactMin == null ? min : exactMin;
    }

    /// The greatest number that is allowed, or null.
    public @Nullable Number greatest() {
        return exactMax == null ? max : exactMax;
    }

    public boolean isEmpty() {
        return min == null && max == null && pattern == null && enumValues.isEmpty();
    }
}
