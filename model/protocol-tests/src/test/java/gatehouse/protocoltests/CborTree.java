package gatehouse.protocoltests;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads CBOR (RFC 8949) as maps, lists and plain values, for comparison: numbers are equal whatever their width, and
/// lengths may be told or not.
final class CborTree {
    private static final Object BREAK = new Object();

    private final ByteBuffer in;

    private CborTree(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /// A value under a tag, such as 1 for times.
    record Tagged(long tag, @Nullable Object value) {}

    /// The one value that `bytes` hold.
    static @Nullable Object read(byte[] bytes) {
        CborTree tree = new CborTree(bytes);
        Object value = tree.value();
        if (tree.in.hasRemaining()) {
            throw new AssertionError(tree.in.remaining() + " bytes behind the value");
        }
        return value;
    }

    private @Nullable Object value() {
        int head = in.get() & 0xff;
        int type = head >> 5;
        int info = head & 0x1f;
        if (type == 7) {
            return simple(info);
        }
        boolean indefinite = info == 31;
        long argument = indefinite ? Long.MAX_VALUE : argument(info);
        return switch (type) {
            case 0 -> unsigned(argument);
            case 1 -> unsigned(argument).not();
            case 2 -> "bytes:" + string(argument, indefinite, StandardCharsets.ISO_8859_1);
            case 3 -> string(argument, indefinite, StandardCharsets.UTF_8);
            case 4 -> list(argument);
            case 5 -> map(argument);
            default -> new Tagged(argument, value());
        };
    }

    private long argument(int info) {
        return switch (info) {
            case 24 -> in.get() & 0xffL;
            case 25 -> in.getShort() & 0xffffL;
            case 26 -> in.getInt() & 0xffff_ffffL;
            case 27 -> in.getLong();
            default -> info;
        };
    }

    private static BigInteger unsigned(long argument) {
        return new BigInteger(Long.toUnsignedString(argument));
    }

    private @Nullable Object simple(int info) {
        return switch (info) {
            case 20 -> false;
            case 21 -> true;
            case 22, 23 -> null;
            case 25 -> (double) Float.float16ToFloat(in.getShort());
            case 26 -> (double) in.getFloat();
            case 27 -> in.getDouble();
            case 31 -> BREAK;
            default -> throw new AssertionError("simple value " + info);
        };
    }

    private String string(long length, boolean indefinite, Charset charset) {
        if (!indefinite) {
            byte[] bytes = new byte[Math.toIntExact(length)];
            in.get(bytes);
            return new String(bytes, charset);
        }
        StringBuilder out = new StringBuilder();
        for (Object part = value(); part != BREAK; part = value()) {
            out.append(String.valueOf(part).replaceFirst("^bytes:", ""));
        }
        return out.toString();
    }

    private List<@Nullable Object> list(long length) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (long i = 0; i < length; i++) {
            Object element = value();
            if (element == BREAK) {
                break;
            }
            elements.add(element);
        }
        return elements;
    }

    private Map<String, @Nullable Object> map(long length) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (long i = 0; i < length; i++) {
            Object key = value();
            if (key == BREAK) {
                break;
            }
            members.put(String.valueOf(key), value());
        }
        return members;
    }
}
