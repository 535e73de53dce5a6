package gatehouse.wire.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.codec.Utf8;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.SerializationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A form's parameters, sorted by name: those of the URL's query and of the body. It takes memory in proportion to
/// what was sent, whatever the names say.
public final class Form {
    private static final int PARAMETERS_MAX = 50_000;
    private static final int DEPTH_MAX = 100;
    private static final int INDEX_DIGITS_MAX = 9;

    private final String[] names;
    private final String[] values;

    private Form(List<Parameter> sorted) {
        this.names = new String[sorted.size()];
        this.values = new String[sorted.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = sorted.get(i).name();
            values[i] = sorted.get(i).value();
            if (i > 0 && names[i].equals(names[i - 1])) {
                throw new SerializationException("A parameter was given more than once");
            }
        }
    }

    private record Parameter(String name, String value) {}

    /// Reads a request's parameters.
    ///
    /// @throws SerializationException where an escape or a character is broken, or a parameter is there twice
    public static Form of(HttpRequest request) {
        List<Parameter> parameters = new ArrayList<>();
        if (!request.rawQuery().isEmpty()) {
            read(request.rawQuery().getBytes(UTF_8), parameters);
        }
        read(request.body(), parameters);
        parameters.sort(Comparator.comparing(Parameter::name));
        return new Form(parameters);
    }

    private static void read(byte[] encoded, List<Parameter> parameters) {
        int start = 0;
        while (start < encoded.length) {
            int end = indexOf(encoded, '&', start, encoded.length);
            int equals = indexOf(encoded, '=', start, end);
            if (end > start) {
                String value = equals < end ? decode(encoded, equals + 1, end) : "";
                parameters.add(new Parameter(requireShallow(decode(encoded, start, equals)), value));
            }
            if (parameters.size() > PARAMETERS_MAX) {
                throw new SerializationException("The request has more than " + PARAMETERS_MAX + " parameters");
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
        int i = Arrays.binarySearch(names, name);
        return i < 0 ? null : values[i];
    }

    /// Whether there is a parameter whose name begins with `prefix`.
    boolean hasPrefix(String prefix) {
        int i = first(prefix);
        return i < names.length && names[i].startsWith(prefix);
    }

    /// The numbers that follow `prefix` in names, in ascending order: gaps don't matter.
    ///
    /// @throws SerializationException where something else than a number from 1 follows
    List<Integer> indices(String prefix) {
        List<Integer> indices = new ArrayList<>();
        int last = 0;
        for (int i = first(prefix); i < names.length && names[i].startsWith(prefix); i++) {
            int dot = names[i].indexOf('.', prefix.length());
            int index = index(names[i], prefix.length(), dot < 0 ? names[i].length() : dot);
            if (index != last) {
                indices.add(index);
                last = index;
            }
        }
        indices.sort(Comparator.naturalOrder());
        for (int i = 1; i < indices.size(); i++) {
            // "1", "1-x" and "1.y" sort apart, so a number may have come twice.
            if (indices.get(i).equals(indices.get(i - 1))) {
                indices.remove(i--);
            }
        }
        return indices;
    }

    private static int index(String name, int from, int to) {
        int index = 0;
        for (int i = from; i < to; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || (digit == 0 && i == from)) {
                throw new SerializationException("Unexpected list element termination");
            }
            index = 10 * index + digit;
        }
        if (from == to || to - from > INDEX_DIGITS_MAX) {
            throw new SerializationException("Unexpected list element termination");
        }
        return index;
    }

    private int first(String prefix) {
        int i = Arrays.binarySearch(names, prefix);
        return i < 0 ? -i - 1 : i;
    }
}
