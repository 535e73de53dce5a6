package gatehouse.store.rocks;

import org.jspecify.annotations.Nullable;

/// What a row's key holds: a record and the version that wrote it, or nothing (version 0).
final class Cell {
    static final Cell ABSENT = new Cell(0, null);

    final long version;
    final @Nullable Record row;

    Cell(long version, @Nullable Record row) {
        this.version = version;
        this.row = row;
    }
}
