package gatehouse.wire.bounds;

import java.util.List;

/// Makes hostile bodies of a size.
public final class Bodies {
    /// The sizes that every hostile body comes in.
    public static final List<Integer> SIZES = List.of(1 << 10, 1 << 15, 1 << 20);

    private Bodies() {}

    /// The part again and again, as often as it fits into that size with the others. `%d` in it counts.
    public static String filled(int size, String before, String part, String after) {
        StringBuilder body = new StringBuilder(size + part.length()).append(before);
        for (int i = 0; body.length() + part.length() + after.length() <= size; i++) {
            body.append(part.contains("%d") ? part.replace("%d", Integer.toString(i)) : part);
        }
        return body.append(after).toString();
    }
}
