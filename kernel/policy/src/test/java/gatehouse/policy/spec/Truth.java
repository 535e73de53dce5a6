package gatehouse.policy.spec;

import java.util.List;
import java.util.function.Function;

/// Kleene's three truth values.
enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }

    static <T> Truth any(List<T> list, Function<T, Truth> test) {
        return list.stream().map(test).reduce(FALSE, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    static <T> Truth all(List<T> list, Function<T, Truth> test) {
        return list.stream().map(test).reduce(TRUE, (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
}
