package gatehouse.keys.kms;

import gatehouse.store.Store;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// What KMS does by itself when its time has come. The server runs it every minute, and after its clock was advanced.
public final class KmsSweep {
    private final Store store;
    private final Rewrapping rewrapping;
    private final DeletionSweep deletions;
    private final RotationSweep rotations;
    private final ExpirySweep expiries;
    private final ReentrantLock running = new ReentrantLock();

    KmsSweep(
            Store store,
            Rewrapping rewrapping,
            DeletionSweep deletions,
            RotationSweep rotations,
            ExpirySweep expiries) {
        this.store = store;
        this.rewrapping = rewrapping;
        this.deletions = deletions;
        this.rotations = rotations;
        this.expiries = expiries;
    }

    /// Does what is due at `now`; returns how many keys and materials that concerned.
    ///
    /// First material is removed, then it is erased, and then its deletion is recorded: a run that was cut
    /// off is continued by the next.
    public int run(Instant now) {
        // One at a time: what one run removes is not for another to record, which may have erased before.
        running.lock();
        try {
            rewrapping.run();
            expiries.remove(now);
            deletions.remove(now);
            store.erase();
            return expiries.record(now) + deletions.record(now) + rotations.run(now);
        } finally {
            running.unlock();
        }
    }
}
