package gatehouse.keys.kms;

import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import gatehouse.store.log.LogEntry;
import java.time.Instant;
import java.util.List;

/// Rotates the enabled keys whose time has come.
final class RotationSweep {
    private final Store store;
    private final Rotator rotator;

    RotationSweep(Store store, Rotator rotator) {
        this.store = store;
        this.rotator = rotator;
    }

    /// Rotates what is due at `now`; returns how many keys that were. Each key is one transaction; one that is changed
    /// meanwhile is left to the next run.
    int run(Instant now) {
        return DueRows.each(
                store,
                KmsTables.KEYS,
                KmsTables.KEYS_BY_ROTATION,
                key -> isDue(key, now),
                key -> rotate(key.region(), key.keyId(), now));
    }

    private boolean rotate(String region, String keyId, Instant now) {
        Transaction tx = store.begin();
        KmsKey key = tx.get(KmsTables.KEYS, KmsTables.key(region, keyId));
        // A replica gets the material that its primary gets.
        if (key == null || !isDue(key, now) || KeyRegions.isReplica(key)) {
            return false;
        }
        List<LogEntry> events = rotator.rotate(tx, key, RotationKind.AUTOMATIC, now);
        try {
            store.commit(tx, events);
            return true;
        } catch (ConflictException _) {
            return false;
        }
    }

    private static boolean isDue(KmsKey key, Instant now) {
        KeyRotation rotation = key.rotation();
        return rotation != null
                && key.state() == KeyState.ENABLED
                && !rotation.next().isAfter(now);
    }
}
