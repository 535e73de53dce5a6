package gatehouse.store.rocks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Set;

/// Decoded records and short listings, exact: a load is atomic per key, and the committer changes what it has
/// written before anyone is told of it. A reset starts new caches, so that a load in flight ends in the old ones.
final class Caches {
    final Cache<RowKey, Cell> cells;
    final Cache<RowKey, Listing> listings;

    Caches(int recordsMax) {
        // Maintenance on the calling thread: it is short, and no pool has to be started for it.
        this.cells = Caffeine.newBuilder()
                .maximumSize(recordsMax)
                .executor(Runnable::run)
                .build();
        this.listings = Caffeine.newBuilder()
                .maximumWeight(recordsMax)
                .weigher((RowKey key, Listing listing) -> listing.weight())
                .executor(Runnable::run)
                .build();
    }

    /// Waits for the loads in flight of what has changed, so that none of them outlives the change: to remove a listing
    /// only where there is one would miss that which is being loaded.
    void apply(Map<RowKey, Cell> changes, Set<RowKey> touched) {
        cells.putAll(changes);
        for (RowKey key : touched) {
            listings.asMap()
                    .compute(key, (k, listing) -> listing != null && listing.rows == null ? new Listing(null) : null);
        }
    }
}
