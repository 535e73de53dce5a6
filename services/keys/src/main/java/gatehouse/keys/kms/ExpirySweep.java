package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.util.List;

/// Deletes imported material that has expired, and records each as CloudTrail's `DeleteExpiredKeyMaterial`
/// once it is erased.
final class ExpirySweep {
    private static final int ROWS_PER_READ = 100;

    private final Store store;
    private final ImportedMaterial imported;
    private final KeyMaterials materials;
    private final Entropy entropy;

    ExpirySweep(Store store, ImportedMaterial imported, KeyMaterials materials, Entropy entropy) {
        this.store = store;
        this.imported = imported;
        this.materials = materials;
        this.entropy = entropy;
    }

    /// Removes what has expired at `now`. What is changed meanwhile is left to the next run.
    void remove(Instant now) {
        DueRows.each(
                store,
                KmsTables.MATERIAL,
                KmsTables.MATERIAL_BY_EXPIRY,
                material -> !material.isUsableAt(now),
                material -> isRemoved(material, now));
    }

    private boolean isRemoved(KeyMaterial expired, Instant now) {
        Transaction tx = store.begin();
        KmsKey key = tx.get(KmsTables.KEYS, KmsTables.key(expired.region(), expired.keyId()));
        KeyMaterial material =
                tx.get(KmsTables.MATERIAL, KmsTables.material(expired.region(), expired.keyId(), expired.materialId()));
        if (key == null || material == null || material.isUsableAt(now)) {
            return false;
        }
        imported.remove(tx, key, material);
        tx.put(KmsTables.EXPIRED, new ExpiredMaterial(material.region(), material.keyId(), material.materialId()));
        try {
            store.commit(tx, List.of());
        } catch (ConflictException _) {
            return false;
        }
        materials.forget(material);
        return true;
    }

    /// Records what was removed before the last erasure; returns how many materials that were.
    int record(Instant now) {
        int recorded = 0;
        Key after = null;
        do {
            Page<ExpiredMaterial> page = store.begin().scan(KmsTables.EXPIRED, Key.ALL, after, ROWS_PER_READ);
            for (ExpiredMaterial removed : page.items()) {
                record(removed, now);
                recorded++;
            }
            after = page.next();
        } while (after != null);
        return recorded;
    }

    private void record(ExpiredMaterial removed, Instant now) {
        KmsKey key = requireNonNull(
                store.begin().get(KmsTables.KEYS, KmsTables.key(removed.region(), removed.keyId())),
                "a key is deleted after its material was recorded");
        Transaction tx = store.begin();
        tx.delete(KmsTables.EXPIRED, KmsTables.material(removed.region(), removed.keyId(), removed.materialId()));
        try {
            store.commit(tx, List.of(KeyEvent.expired(key, removed.materialId(), now, entropy.uuid())));
        } catch (ConflictException e) {
            throw new IllegalStateException("nothing was read", e);
        }
    }
}
