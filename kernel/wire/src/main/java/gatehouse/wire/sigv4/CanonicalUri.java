package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.buffer.GrowableBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Path and query as the canonical request has them.
///
/// Of escapes that are none (`%`, `%zz`) the percent sign stands for itself and becomes `%25`: one canonical form
/// for each request, and protocols refuse such input later.
final class CanonicalUri {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private CanonicalUri() {}

    /// S3's path: as it came, with escapes spelled one way; never normalised, never encoded twice.
    static void putS3Path(GrowableBytes out, String rawPath) {
        if (rawPath.isEmpty()) {
            out.put('/');
        }
        putEscapedOnce(out, rawPath.getBytes(UTF_8), Plus.PLUS, Slash.KEPT);
    }

    /// Every other service's path: without dot segments and empty segments, and encoded once more than it came.
    static void putPath(GrowableBytes out, String rawPath) {
        if (rawPath.length() <= 1) {
            out.put('/');
            return;
        }
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.split("/", -1)) {
            if (segment.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.removeLast();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        for (String segment : segments) {
            out.put('/');
            for (byte each : segment.getBytes(UTF_8)) {
                putEncoded(out, each);
            }
        }
        if (segments.isEmpty() || rawPath.endsWith("/")) {
            out.put('/');
        }
    }

    /// The query's parameters without those of the names `omitted`, encoded, sorted by name and then by value.
    static void putQuery(GrowableBytes out, String rawQuery, Set<String> omitted) {
        if (rawQuery.isEmpty()) {
            return;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = encoded(equals < 0 ? pair : pair.substring(0, equals));
                if (!omitted.contains(name)) {
                    parameters.add(new Parameter(name, equals < 0 ? "" : encoded(pair.substring(equals + 1))));
                }
            }
        }
        parameters.sort(Parameter.ORDER);
        for (int i = 0; i < parameters.size(); i++) {
            Parameter each = parameters.get(i);
            if (i > 0) {
                out.put('&');
            }
            out.put(each.name()).put('=').put(each.value());
        }
    }

    private record Parameter(String name, String value) {
        static final Comparator<Parameter> ORDER =
                Comparator.comparing(Parameter::name).thenComparing(Parameter::value);
    }

    private static String encoded(String raw) {
        GrowableBytes out = new GrowableBytes(raw.length() + 8);
        putEscapedOnce(out, raw.getBytes(UTF_8), Plus.SPACE, Slash.ESCAPED);
        return out.utf8();
    }

    private enum Plus {
        PLUS,
        SPACE
    }

    private enum Slash {
        KEPT,
        ESCAPED
    }

    private static void putEscapedOnce(GrowableBytes out, byte[] raw, Plus plus, Slash slash) {
        for (int i = 0; i < raw.length; i++) {
            byte each = raw[i];
            if (each == '%' && i + 2 < raw.length && isHex(raw[i + 1]) && isHex(raw[i + 2])) {
                putEncoded(out, (byte) ((Character.digit(raw[i + 1], 16) << 4) | Character.digit(raw[i + 2], 16)));
                i += 2;
            } else if (each == '/' && slash == Slash.KEPT) {
                out.put('/');
            } else if (each == '+' && plus == Plus.SPACE) {
                putEncoded(out, (byte) ' ');
            } else {
                putEncoded(out, each);
            }
        }
    }

    private static boolean isHex(byte b) {
        return Character.digit(b, 16) >= 0;
    }

    private static void putEncoded(GrowableBytes out, byte each) {
        boolean unreserved = (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '.'
                || each == '_'
                || each == '~';
        if (unreserved) {
            out.put(each);
        } else {
            out.put('%').put(HEX[(each >> 4) & 0xF]).put(HEX[each & 0xF]);
        }
    }
}
