package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern of characters and wildcards. Matching needs no stack and no more than text × text × pattern steps,
/// text × pattern where no wildcard is confined to an ARN's part.
final class Glob implements TextPattern {
    private static final byte LITERAL = 0;
    /// Any characters.
    private static final byte ANY = 1;
    /// Any characters but `:`.
    private static final byte ANY_WITHIN = 2;
    /// One character.
    private static final byte ONE = 3;
    /// One character that is not `:`.
    private static final byte ONE_WITHIN = 4;

    private final char[] chars;
    private final byte[] kinds;

    private Glob(char[] chars, byte[] kinds) {
        this.chars = chars;
        this.kinds = kinds;
    }

    /// Collects a pattern's elements.
    static final class Builder {
        private char[] chars = new char[32];
        private byte[] kinds = new byte[32];
        private int size;

        Builder literal(String text) {
            for (int i = 0; i < text.length(); i++) {
                add(text.charAt(i), LITERAL);
            }
            return this;
        }

        Builder wildcard(Part.Kind kind) {
            return switch (kind) {
                case ANY -> add('*', ANY);
                case ANY_WITHIN -> add('*', ANY_WITHIN);
                case ONE -> add('?', ONE);
                case ONE_WITHIN -> add('?', ONE_WITHIN);
            };
        }

        String text() {
            return new String(chars, 0, size);
        }

        private boolean anyOnly() {
            for (int i = 0; i < size; i++) {
                if (kinds[i] != LITERAL && kinds[i] != ANY) {
                    return false;
                }
            }
            return true;
        }

        private Builder add(char c, byte kind) {
            if (size == chars.length) {
                chars = Arrays.copyOf(chars, size * 2);
                kinds = Arrays.copyOf(kinds, size * 2);
            }
            chars[size] = c;
            kinds[size++] = kind;
            return this;
        }

        /// The simplest pattern that means the same.
        TextPattern simplified() {
            int literals = 0;
            while (literals < size && kinds[literals] == LITERAL) {
                literals++;
            }
            String prefix = new String(chars, 0, literals);
            if (literals == size) {
                return new Exact(prefix);
            }
            if (literals == size - 1 && kinds[literals] == ANY) {
                return new Prefix(prefix);
            }
            return anyOnly() ? new Chunks(chunks()) : new Glob(Arrays.copyOf(chars, size), Arrays.copyOf(kinds, size));
        }

        /// The literals between the wildcards, the first and the last perhaps empty.
        private List<String> chunks() {
            List<String> chunks = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < size; i++) {
                if (kinds[i] == ANY) {
                    chunks.add(new String(chars, start, i - start));
                    start = i + 1;
                }
            }
            chunks.add(new String(chars, start, size - start));
            return chunks;
        }
    }

    @Override
    public boolean matches(String text, ConditionKeys keys) {
        return matches(text);
    }

    /// After a mismatch only the last wildcard needs another try: an earlier ANY could take no more than the last
    /// one can, and an earlier ANY_WITHIN ends before the same colon.
    boolean matches(String text) {
        int end = text.length();
        int p = 0;
        int t = 0;
        int anyPattern = -1;
        int anyText = -1;
        int withinPattern = -1;
        int withinText = -1;
        while (true) {
            if (p == kinds.length) {
                if (t == end) {
                    return true;
                }
            } else if (kinds[p] == ANY) {
                anyPattern = ++p;
                anyText = t;
                withinPattern = -1;
                if (p == kinds.length) {
                    return true;
                }
                continue;
            } else if (kinds[p] == ANY_WITHIN) {
                withinPattern = ++p;
                withinText = t;
                continue;
            } else if (t < end && accepts(p, text.charAt(t))) {
                p++;
                t++;
                continue;
            }
            if (withinPattern >= 0 && withinText < end && text.charAt(withinText) != ':') {
                t = ++withinText;
                p = withinPattern;
            } else if (anyPattern >= 0 && anyText < end) {
                t = ++anyText;
                p = anyPattern;
                withinPattern = -1;
            } else {
                return false;
            }
        }
    }

    private boolean accepts(int p, char c) {
        return kinds[p] == LITERAL ? chars[p] == c : kinds[p] == ONE || c != ':';
    }
}
