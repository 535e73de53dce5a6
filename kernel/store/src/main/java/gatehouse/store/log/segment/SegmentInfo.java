package gatehouse.store.log.segment;

import java.nio.ByteBuffer;
import java.util.Locale;

/// What the manifest tells of a segment: `count` entries from the sequence `first` on, whose times lie between
/// `minMillis` and `maxMillis`, in a file of that many bytes.
public record SegmentInfo(long first, int count, long minMillis, long maxMillis, long fileBytes) {
    private static final byte FORMAT = 1;

    String fileName() {
        return String.format(Locale.ROOT, "%020d.segment", first);
    }

    long end() {
        return first + count;
    }

    /// The manifest row's value; its key is `first`.
    public byte[] encode() {
        return ByteBuffer.allocate(1 + Integer.BYTES + 3 * Long.BYTES)
                .put(FORMAT)
                .putInt(count)
                .putLong(minMillis)
                .putLong(maxMillis)
                .putLong(fileBytes)
                .array();
    }

    public static SegmentInfo decode(long first, byte[] row) {
        ByteBuffer in = ByteBuffer.wrap(row);
        byte format = in.get();
        if (format != FORMAT) {
            throw new IllegalArgumentException("the manifest's format " + format + " is unknown");
        }
        return new SegmentInfo(first, in.getInt(), in.getLong(), in.getLong(), in.getLong());
    }
}
