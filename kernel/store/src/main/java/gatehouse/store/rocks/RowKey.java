package gatehouse.store.rocks;

import gatehouse.store.Key;
import org.jspecify.annotations.Nullable;

/// A tuple in a space: the key of a row, or the prefix of a listing.
final class RowKey {
    final Space space;
    final Key key;

    RowKey(Space space, Key key) {
        this.space = space;
        this.key = key;
    }

    byte[] full() {
        return space.full(key.encoded());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowKey that && space == that.space && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return 31 * space.hashCode() + key.hashCode();
    }

    @Override
    public String toString() {
        return space.tables.table.name() + ":" + key;
    }
}
