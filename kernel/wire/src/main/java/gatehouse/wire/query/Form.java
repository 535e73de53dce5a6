package gatehouse.wire.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.codec.Utf8;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.SerializationException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A form's parameters: those of the URL's query and of the body. It takes memory in proportion to what was sent,
/// whatever the names say.
///
/// They are sorted by name with the dot before every other character, so that all names under a path stand together,
/// the path itself first.
public final class Form {
    private static final int PARAMETERS_MAX = 50_000;
    private static final int DEPTH_MAX = 100;

    private final Parameter[] sorted;

    private Form(Parameter[] sorted) {
        this.sorted = sorted;
        Arrays.sort(sorted, (a, b) -> compare(a.name, b.name));
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i].name.equals(sorted[i - 1].name)) {
                throw new SerializationException("A parameter was given more than once");
            }
        }
    }

    private record Parameter(String name, String value) {}

    /// Reads a request's parameters.
    ///
    /// @throws SerializationException where an escape or a character is broken, or a parameter is there twice
    public static Form of(HttpRequest request) {
        byte[] query = request.rawQuery().getBytes(UTF_8);
        int inQuery = count(query);
        Parameter[] parameters = new Parameter[inQuery + count(request.body())];
        if (parameters.length > PARAMETERS_MAX) {
            throw new SerializationException("The request has more than " + PARAMETERS_MAX + " parameters");
        }
        read(query, parameters, 0);
        read(request.body(), parameters, inQuery);
        return new Form(parameters);
    }

    /// The value of the request's first parameter of exactly that name, or null; the others are not read.
    ///
    /// @throws SerializationException where an escape or a character of a name, or of the value, is broken
    public static @Nullable String find(HttpRequest request, String name) {
        String found = find(request.rawQuery().getBytes(UTF_8), name);
        return found == null ? find(request.body(), name) : found;
    }

    private static @Nullable String find(byte[] encoded, String name) {
        for (int start = 0; start < encoded.length; ) {
            int end = indexOf(encoded, '&', start, encoded.length);
            int equals = indexOf(encoded, '=', start, end);
            // Escapes only make a name longer.
            if (equals - start >= name.length()
                    && decode(encoded, start, equals).equals(name)) {
                return equals < end ? decode(encoded, equals + 1, end) : "";
            }
            start = end + 1;
        }
        return null;
    }

    private static int count(byte[] encoded) {
        int count = 0;
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '&' && (i == 0 || encoded[i - 1] == '&')) {
                count++;
            }
        }
        return count;
    }

    private static void read(byte[] encoded, Parameter[] parameters, int from) {
        int i = from;
        for (int start = 0; start < encoded.length; ) {
            int end = indexOf(encoded, '&', start, encoded.length);
            if (end > start) {
                int equals = indexOf(encoded, '=', start, end);
                String value = equals < end ? decode(encoded, equals + 1, end) : "";
                parameters[i++] = new Parameter(requireShallow(decode(encoded, start, equals)), value);
            }
            start = end + 1;
        }
    }

    private static String requireShallow(String name) {
        int depth = 0;
        for (int i = name.indexOf('.'); i >= 0; i = name.indexOf('.', i + 1)) {
            if (++depth > DEPTH_MAX) {
                throw new SerializationException("");
            }
        }
        return name;
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    private static String decode(byte[] encoded, int from, int to) {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte each = encoded[i];
            if (each == '+') {
                each = ' ';
            } else if (each == '%') {
                int high = i + 2 < to ? Character.digit(encoded[i + 1], 16) : -1;
                int low = i + 2 < to ? Character.digit(encoded[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new SerializationException("");
                }
                each = (byte) ((high << 4) | low);
                i += 2;
            }
            decoded[length++] = each;
        }
        return Utf8.decode(decoded, length);
    }

    /// The parameter of exactly that name, or null.
    public @Nullable String value(String name) {
        int i = first(name, 0, 0, sorted.length);
        return i < sorted.length && sorted[i].name.equals(name) ? sorted[i].value : null;
    }

    int size() {
        return sorted.length;
    }

    String nameAt(int i) {
        return sorted[i].name;
    }

    String valueAt(int i) {
        return sorted[i].value;
    }

    /// Of the parameters from `low` to `high`, the first whose name has `segment` at `offset`, or would stand after
    /// it. All of them must be alike before `offset`.
    int first(String segment, int offset, int low, int high) {
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(sorted[middle].name, offset, segment) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The first parameter after `from` whose name has another segment at `offset` than that one; at most `high`.
    int endOfSegment(int offset, int from, int high) {
        String name = sorted[from].name;
        int dot = name.indexOf('.', offset);
        int end = dot < 0 ? name.length() : dot;
        int i = from + 1;
        while (i < high && hasSegment(sorted[i].name, name, offset, end)) {
            i++;
        }
        return i;
    }

    /// As above, by the segment.
    int endOfSegment(String segment, int offset, int from, int high) {
        int low = from;
        int end = high;
        while (low < end) {
            int middle = (low + end) >>> 1;
            if (compare(sorted[middle].name, offset, segment) <= 0) {
                low = middle + 1;
            } else {
                end = middle;
            }
        }
        return low;
    }

    private static boolean hasSegment(String name, String like, int offset, int end) {
        return name.regionMatches(offset, like, offset, end - offset)
                && (name.length() == end || name.charAt(end) == '.');
    }

    /// How `name` from `offset` on stands to `segment`: the same where the segment ends there, or goes on with a dot.
    private static int compare(String name, int offset, String segment) {
        int length = Math.min(name.length() - offset, segment.length());
        for (int i = 0; i < length; i++) {
            int difference = rank(name.charAt(offset + i)) - rank(segment.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        if (name.length() - offset > segment.length()) {
            return name.charAt(offset + segment.length()) == '.' ? 0 : 1;
        }
        return name.length() - offset - segment.length();
    }

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            int difference = rank(a.charAt(i)) - rank(b.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return a.length() - b.length();
    }

    private static int rank(char c) {
        return c == '.' ? -1 : c;
    }
}
