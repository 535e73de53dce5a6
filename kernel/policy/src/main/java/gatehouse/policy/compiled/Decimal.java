package gatehouse.policy.compiled;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A number of a condition: an integer or a decimal fraction, without exponent. `big` is there where `small` is not
/// exact.
record Decimal(long small, @Nullable BigDecimal big) implements Comparable<Decimal> {
    private static final int CHARACTERS_MAX = 100;
    private static final int SMALL_CHARACTERS_MAX = 18;

    /// Null where the text is no number.
    static @Nullable Decimal parse(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int length = text.length();
        int point = -1;
        long value = 0;
        if (length == start || length > CHARACTERS_MAX) {
            return null;
        }
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > start && i < length - 1) {
                point = i;
            } else if (c < '0' || c > '9') {
                return null;
            } else {
                value = value * 10 + (c - '0');
            }
        }
        if (point < 0 && length - start <= SMALL_CHARACTERS_MAX) {
            return new Decimal(text.charAt(0) == '-' ? -value : value, null);
        }
        return new Decimal(0, new BigDecimal(text));
    }

    @Override
    public int compareTo(Decimal other) {
        return big == null && other.big == null ? Long.compare(small, other.small) : exact().compareTo(other.exact());
    }

    private BigDecimal exact() {
        return big == null ? BigDecimal.valueOf(small) : big;
    }
}
