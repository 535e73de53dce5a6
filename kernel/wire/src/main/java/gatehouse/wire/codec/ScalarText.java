package gatehouse.wire.codec;

import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.SerializationException;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Numbers and booleans as text outside of JSON: in labels, queries, headers and XML. What Java reads beside them,
/// such as `+1`, `1f`, `0x1p3` or other scripts' digits, is refused.
public final class ScalarText {
    private static final int NUMBER_LENGTH_MAX = 1000;

    private ScalarText() {}

    public static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw notA("a Boolean");
        };
    }

    /// A byte, a short or an integer.
    public static int integer(String text, Kind kind) {
        long value = integral(text, "an Integer");
        if (value < kind.integerMin() || value > kind.integerMax()) {
            throw notA("an Integer");
        }
        return (int) value;
    }

    public static long longInteger(String text) {
        return integral(text, "a Long");
    }

    private static long integral(String text, String target) {
        requireInteger(text, target);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw notA(target);
        }
    }

    /// A finite number that a float can hold, or `NaN`, `Infinity` and `-Infinity`.
    public static float floating(String text) {
        float value = (float) doubleFloating(text);
        if (Float.isInfinite(value) && !text.endsWith("Infinity")) {
            throw notA("a Float");
        }
        return value;
    }

    /// A finite number, or `NaN`, `Infinity` and `-Infinity`.
    public static double doubleFloating(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> finite(text, "a Double");
        };
    }

    /// A finite number: seconds since 1970, for one.
    static double finite(String text, String target) {
        requireDecimal(text, target);
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
            throw notA(target);
        } catch (NumberFormatException _) {
            throw notA(target);
        }
    }

    public static BigInteger bigInteger(String text) {
        requireInteger(text, "a BigInteger");
        return new BigInteger(text);
    }

    public static BigDecimal bigDecimal(String text) {
        requireDecimal(text, "a BigDecimal");
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException | ArithmeticException _) {
            throw notA("a BigDecimal");
        }
    }

    private static void requireInteger(String text, String target) {
        int length = text.length();
        int first = text.startsWith("-") ? 1 : 0;
        if (length == first || length > NUMBER_LENGTH_MAX) {
            throw notA(target);
        }
        for (int i = first; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw notA(target);
            }
        }
    }

    private static void requireDecimal(String text, String target) {
        int length = text.length();
        if (length == 0 || length > NUMBER_LENGTH_MAX || text.startsWith("+")) {
            throw notA(target);
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean plain = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!plain) {
                throw notA(target);
            }
        }
    }

    private static SerializationException notA(String target) {
        return new SerializationException("STRING_VALUE can not be converted to " + target);
    }
}
