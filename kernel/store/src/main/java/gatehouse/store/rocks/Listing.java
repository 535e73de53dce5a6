package gatehouse.store.rocks;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a prefix held when it was listed: its rows, or, where they are many, only the fact. The committer replaces
/// or removes a listing when anything under its prefix changes, so the same instance means: nothing has changed.
final class Listing {
    /// Longer listings are not kept.
    static final int ROWS_MAX = 256;

    final @Nullable List<Listed> rows;

    Listing(@Nullable List<Listed> rows) {
        this.rows = rows;
    }

    int weight() {
        return rows == null ? 1 : rows.size() + 1;
    }

    /// A row in a listing: its place in the space, and what it held.
    static final class Listed {
        final byte[] cursor;
        final Cell cell;

        Listed(byte[] cursor, Cell cell) {
            this.cursor = cursor;
            this.cell = cell;
        }
    }

    /// At most `count` rows after `cursor` (null: from the first).
    static List<Listed> after(List<Listed> rows, byte @Nullable [] cursor, int count) {
        int from = 0;
        if (cursor != null) {
            int to = rows.size();
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (Arrays.compareUnsigned(rows.get(middle).cursor, cursor) <= 0) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
        }
        return rows.subList(from, Math.min(rows.size(), from + count));
    }

    /// Whether both hold the same rows in the same versions.
    static boolean same(List<Listed> one, List<Listed> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            Listed a = one.get(i);
            Listed b = other.get(i);
            if (a.cell.version != b.cell.version || !Arrays.equals(a.cursor, b.cursor)) {
                return false;
            }
        }
        return true;
    }
}
