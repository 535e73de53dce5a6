package gatehouse.wire.constraint;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import gatehouse.wire.shape.Schema;
import java.util.concurrent.ConcurrentHashMap;

/// A model's pattern, which a value must match from start to end.
///
/// Models write patterns for Java. Nearly all run here in time linear in the value; those that need what linear time
/// cannot give (look-ahead, repetitions beyond 1000) run on Java's own engine, for values of limited length.
public abstract sealed class ValuePattern {
    /// What Java's engine is given at most; a longer value does not match.
    static final int BACKTRACKED_CHARACTERS_MAX = 8_192;

    private static final ConcurrentHashMap<Schema, ValuePattern> BY_SCHEMA = new ConcurrentHashMap<>();

    /// One character class, repeated or not: by far the most common pattern. Java's engine walks it in a plain loop,
    /// faster than an automaton and with newer Unicode tables.
    private static final java.util.regex.Pattern ONE_CLASS = java.util.regex.Pattern.compile(
            "\\^?(?:\\[(?:[^\\[\\]\\\\&]|\\\\.)++\\]|\\\\[wdsWDS]|\\.)(?:[+*]|\\{\\d+(?:,\\d*)?\\})?\\$?");

    private ValuePattern() {}

    /// The pattern of a schema that has one, compiled at its first use.
    static ValuePattern of(Schema schema, String pattern) {
        ValuePattern known = BY_SCHEMA.get(schema);
        return known != null ? known : BY_SCHEMA.computeIfAbsent(schema, _ -> compile(pattern));
    }

    /// Compiles a model's pattern.
    ///
    /// @throws java.util.regex.PatternSyntaxException where it is no pattern at all
    public static ValuePattern compile(String pattern) {
        if (ONE_CLASS.matcher(pattern).matches()) {
            return new OneClass(java.util.regex.Pattern.compile(pattern));
        }
        try {
            return new Linear(Pattern.compile(codePoints(pattern)));
        } catch (PatternSyntaxException _) {
            return new Backtracking(java.util.regex.Pattern.compile(pattern));
        }
    }

    /// Whether the whole value matches.
    public abstract boolean matches(String value);

    /// Whether matching takes time linear in the value's length.
    public abstract boolean isLinear();

    private static final class OneClass extends ValuePattern {
        private final java.util.regex.Pattern pattern;

        private OneClass(java.util.regex.Pattern pattern) {
            this.pattern = pattern;
        }

        @Override
        public boolean matches(String value) {
            return pattern.matcher(value).matches();
        }

        @Override
        public boolean isLinear() {
            return true;
        }
    }

    private static final class Linear extends ValuePattern {
        private final Pattern pattern;

        private Linear(Pattern pattern) {
            this.pattern = pattern;
        }

        @Override
        public boolean matches(String value) {
            return pattern.matches(value);
        }

        @Override
        public boolean isLinear() {
            return true;
        }
    }

    private static final class Backtracking extends ValuePattern {
        private final java.util.regex.Pattern pattern;

        private Backtracking(java.util.regex.Pattern pattern) {
            this.pattern = pattern;
        }

        @Override
        public boolean matches(String value) {
            if (value.length() > BACKTRACKED_CHARACTERS_MAX) {
                return false;
            }
            try {
                return pattern.matcher(value).matches();
            } catch (StackOverflowError _) {
                // Java's engine recurses over repeated groups; what it cannot decide does not match.
                return false;
            }
        }

        @Override
        public boolean isLinear() {
            return false;
        }
    }

    /// Java's escapes of UTF-16 units as escapes of code points, which is how the linear engine has them.
    private static String codePoints(String pattern) {
        StringBuilder out = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '\\' || i + 1 == pattern.length()) {
                out.append(c);
            } else if (isUnit(pattern, i)) {
                int codePoint = unit(pattern, i);
                i += 5;
                if (Character.isHighSurrogate((char) codePoint) && isUnit(pattern, i + 1)) {
                    codePoint = Character.toCodePoint((char) codePoint, (char) unit(pattern, i + 1));
                    i += 6;
                }
                out.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
            } else {
                out.append(c).append(pattern.charAt(++i));
            }
        }
        return out.toString();
    }

    private static boolean isUnit(String pattern, int at) {
        if (!pattern.startsWith("\\u", at) || at + 6 > pattern.length()) {
            return false;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(pattern.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int unit(String pattern, int at) {
        return Integer.parseInt(pattern, at + 2, at + 6, 16);
    }
}
