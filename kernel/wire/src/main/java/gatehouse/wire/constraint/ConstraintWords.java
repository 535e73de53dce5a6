package gatehouse.wire.constraint;

import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.EnumValue;
import gatehouse.wire.shape.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// AWS's words for constraints and values.
final class ConstraintWords {
    /// Of a value that does not fit, this much is shown.
    private static final int SHOWN_CHARACTERS_MAX = 1_024;

    private ConstraintWords() {}

    static final String REQUIRED = "Member must not be null";

    static String lengthMax(long max) {
        return "Member must have length less than or equal to " + max;
    }

    static String lengthMin(long min) {
        return "Member must have length greater than or equal to " + min;
    }

    static String valueMax(Number max) {
        return "Member must have value less than or equal to " + max;
    }

    static String valueMin(Number min) {
        return "Member must have value greater than or equal to " + min;
    }

    static String pattern(String pattern) {
        return "Member must satisfy regular expression pattern: " + pattern;
    }

    static String enumeration(List<String> values) {
        return "Member must satisfy enum value set: [" + String.join(", ", values) + "]";
    }

    /// All that is demanded of a collection's elements, in brackets.
    static String all(Schema schema) {
        Constraints constraints = schema.constraints();
        List<String> words = new ArrayList<>();
        boolean number = switch (schema.kind()) {
            case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL -> true;
            case STRUCTURE, UNION, LIST, MAP, STRING, BOOLEAN, TIMESTAMP, BLOB, DOCUMENT -> false;
        };
        Long max = constraints.max();
        Number greatest = constraints.greatest();
        if (max != null && greatest != null) {
            words.add(number ? valueMax(greatest) : lengthMax(max));
        }
        Long min = constraints.min();
        Number least = constraints.least();
        if (min != null && least != null) {
            words.add(number ? valueMin(least) : lengthMin(min));
        }
        String pattern = constraints.pattern();
        if (pattern != null) {
            words.add(pattern(pattern));
        }
        if (!constraints.enumValues().isEmpty()) {
            words.add(enumeration(constraints.enumValues()));
        }
        return "[" + String.join(", ", words) + "]";
    }

    /// A value as Java prints it, cut where it is long.
    static String shown(String value) {
        if (value.length() <= SHOWN_CHARACTERS_MAX) {
            return value;
        }
        boolean halved = Character.isHighSurrogate(value.charAt(SHOWN_CHARACTERS_MAX - 1));
        return value.substring(0, halved ? SHOWN_CHARACTERS_MAX - 1 : SHOWN_CHARACTERS_MAX) + "...";
    }

    static String shown(List<? extends @Nullable Object> values) {
        StringBuilder out = new StringBuilder("[");
        for (Object each : values) {
            append(out, "", each);
        }
        return shown(out.append(']').toString());
    }

    static String shown(Map<String, ? extends @Nullable Object> values) {
        StringBuilder out = new StringBuilder("{");
        for (Map.Entry<String, ? extends @Nullable Object> each : values.entrySet()) {
            append(out, each.getKey() + "=", each.getValue());
        }
        return shown(out.append('}').toString());
    }

    private static void append(StringBuilder out, String before, @Nullable Object value) {
        if (out.length() > SHOWN_CHARACTERS_MAX) {
            return;
        }
        out.append(out.length() > 1 ? ", " : "").append(before);
        out.append(value instanceof EnumValue word ? word.value() : String.valueOf(value));
    }

    /// `KeyId` as paths spell it: `keyId`.
    static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
