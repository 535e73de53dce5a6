package gatehouse.identity.iam;

import gatehouse.store.Key;
import gatehouse.store.Page;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// One page of an answer: where it starts (a marker that an earlier answer gave) and how long it may be.
record Paging(byte @Nullable [] after, int limit) {
    static Paging of(@Nullable String marker, @Nullable Integer maxItems) {
        return new Paging(
                marker == null ? null : decode(marker), maxItems == null ? IamLimits.ITEMS_PER_PAGE : maxItems);
    }

    /// A page of rows of the store that match. `scan` reads a page of at most so many rows after a key.
    <R> Slice<R> rows(Scan<R> scan, Predicate<R> matches) {
        List<R> found = new ArrayList<>();
        Key next = after == null ? null : Key.ofEncoded(after);
        while (true) {
            Page<R> page = scan.read(next, limit - found.size());
            for (R row : page.items()) {
                if (matches.test(row)) {
                    found.add(row);
                }
            }
            next = page.next();
            if (next == null || found.size() == limit) {
                return new Slice<>(found, next == null ? null : encode(next.encoded()));
            }
        }
    }

    /// A page of a list that is at hand, in the order of the items' names.
    <R> Slice<R> list(List<R> all, Function<R, String> name) {
        List<R> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(name));
        String last = after == null ? null : new String(after, StandardCharsets.UTF_8);
        List<R> found = new ArrayList<>();
        for (R item : sorted) {
            if (last != null && name.apply(item).compareTo(last) <= 0) {
                continue;
            }
            if (found.size() == limit) {
                String end = name.apply(found.getLast());
                return new Slice<>(found, encode(end.getBytes(StandardCharsets.UTF_8)));
            }
            found.add(item);
        }
        return new Slice<>(found, null);
    }

    /// A page of a list that is at hand and stays as it is, in its own order.
    <R> Slice<R> list(List<R> all) {
        return list(IntStream.range(0, all.size()).boxed().toList(), index -> String.format(Locale.ROOT, "%08d", index))
                .each(all::get);
    }

    /// Of the place with a check sum in front of it, so that what is no marker is not taken for one.
    static String encode(byte[] after) {
        byte[] marker = ByteBuffer.allocate(Integer.BYTES + after.length)
                .putInt(sum(after))
                .put(after)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(marker);
    }

    private static int sum(byte[] after) {
        CRC32 sum = new CRC32();
        sum.update(after);
        return (int) sum.getValue();
    }

    private static byte[] decode(String marker) {
        try {
            ByteBuffer read = ByteBuffer.wrap(Base64.getUrlDecoder().decode(marker));
            int sum = read.getInt();
            byte[] after = new byte[read.remaining()];
            read.get(after);
            if (sum == sum(after)) {
                return after;
            }
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            // Answered below, as every other text that is no marker.
        }
        throw IamErrors.validation("Invalid Marker.");
    }

    /// Items, and the marker of the next page: null where there is none.
    record Slice<R>(List<R> items, @Nullable String marker) {
        boolean isTruncated() {
            return marker != null;
        }

        /// This page with something else for each item.
        <T> Slice<T> each(Function<R, T> shape) {
            return new Slice<>(map(shape), marker);
        }

        <T> List<T> map(Function<R, T> shape) {
            return items.stream().map(shape).toList();
        }
    }

    @FunctionalInterface
    interface Scan<R> {
        Page<R> read(@Nullable Key after, int limit);
    }
}
