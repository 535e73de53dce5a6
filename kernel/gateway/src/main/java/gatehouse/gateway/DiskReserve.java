package gatehouse.gateway;

import gatehouse.store.Store;
import gatehouse.wire.shape.Operation;

/// Keeps disk space for the audit records of what must still work when a disk fills up: below the reserve only
/// reads and deletions are served, below an eighth of it nothing is.
final class DiskReserve {
    private final Store store;
    private final long reserveBytes;

    DiskReserve(Store store, long reserveBytes) {
        this.store = store;
        this.reserveBytes = reserveBytes;
    }

    /// Whether everything is served.
    boolean isIntact() {
        return store.statistics().diskFreeBytes() >= reserveBytes;
    }

    void admit(Trail trail, Operation<?, ?> operation) {
        long free = store.statistics().diskFreeBytes();
        if (free >= reserveBytes) {
            return;
        }
        boolean frees = operation.name().startsWith("Delete");
        if (free < reserveBytes / 8 || (trail.access() == Trail.Access.WRITE && !frees)) {
            throw CommonErrors.serviceUnavailable(
                    "The disk of this server is nearly full (" + free + " bytes free). Free space, then try again.");
        }
    }
}
