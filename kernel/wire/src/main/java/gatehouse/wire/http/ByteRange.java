package gatehouse.wire.http;

import org.jspecify.annotations.Nullable;

/// The part of a body that a `Range` header asks for (RFC 9110, section 14): one range of bytes, as S3's
/// GetObject knows it. A header with several ranges, of another unit, or that says nothing sensible means the whole
/// body.
public sealed interface ByteRange {
    /// All of it: 200.
    record Whole() implements ByteRange {}

    /// A part of it: 206, with [#contentRange]. `first` and `last` are positions within a body of `total` bytes.
    record Part(long first, long last, long total) implements ByteRange {
        public long bytes() {
            return last - first + 1;
        }

        /// The value of the `Content-Range` header.
        public String contentRange() {
            return "bytes " + first + "-" + last + "/" + total;
        }
    }

    /// Nothing of it: 416.
    record Unsatisfiable(long total) implements ByteRange {}

    /// What `header` (null where there is none) asks for of a body of `total` bytes.
    static ByteRange of(@Nullable String header, long total) {
        if (header == null || !header.regionMatches(true, 0, "bytes=", 0, 6)) {
            return new Whole();
        }
        String range = header.substring(6).strip();
        int dash = range.indexOf('-');
        if (dash < 0) {
            return new Whole();
        }
        long absent = -1;
        long no = -2;
        long first = number(range, 0, dash);
        long last = number(range, dash + 1, range.length());
        if (first == no || last == no || (first == absent && last == absent)) {
            return new Whole();
        }
        if (first == absent) {
            return last == 0 || total == 0
                    ? new Unsatisfiable(total)
                    : new Part(Math.max(0, total - last), total - 1, total);
        }
        if (last != absent && last < first) {
            return new Whole();
        }
        if (first >= total) {
            return new Unsatisfiable(total);
        }
        return new Part(first, last == absent ? total - 1 : Math.min(last, total - 1), total);
    }

    /// The number between two positions, -1 where nothing stands there, -2 where something else does; one that is too
    /// large for any body is the largest.
    private static long number(String text, int from, int to) {
        if (from == to) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -2;
            }
            number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : 10 * number + digit;
        }
        return number;
    }
}
