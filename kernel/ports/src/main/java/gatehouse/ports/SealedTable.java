package gatehouse.ports;

import gatehouse.crypto.Sealer;
import gatehouse.store.Table;
import gatehouse.store.View;
import java.util.List;
import java.util.function.Function;

/// A table whose records hold sealed secrets. Every such table is listed by its service, so that all that is sealed can
/// be sealed anew: what is not listed is lost when an old generation of keys is retired. `sealed` gives a record's
/// sealed secrets.
public record SealedTable<R extends Record>(Table<R> table, Function<R, List<byte[]>> sealed, Resealing<R> resealing) {
    /// Seals a record's secrets anew, each for what it was sealed for ([Sealer#reseal]).
    @FunctionalInterface
    public interface Resealing<R extends Record> {
        R reseal(View view, R row, Sealer sealer);
    }

    /// Whether all secrets of the record are sealed as they would be now.
    public boolean isNewest(R row, Sealer sealer) {
        return sealed.apply(row).stream().allMatch(sealer::isNewest);
    }
}
