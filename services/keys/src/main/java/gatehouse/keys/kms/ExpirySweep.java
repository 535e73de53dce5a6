package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.util.List;

/// Deletes imported material that has expired, and records each as CloudTrail's `DeleteExpiredKeyMaterial`.
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

    /// Deletes what has expired at `now`; returns how many that were.
    int run(Instant now) {
        int deleted = 0;
        Key after = null;
        do {
            Page<KeyMaterial> page =
                    store.begin().scan(KmsTables.MATERIAL, KmsTables.MATERIAL_BY_EXPIRY, Key.ALL, after, ROWS_PER_READ);
            for (KeyMaterial material : page.items()) {
                if (material.isUsableAt(now)) {
                    return deleted;
                }
                deleted += delete(material, now) ? 1 : 0;
            }
            after = page.next();
        } while (after != null);
        return deleted;
    }

    private boolean delete(KeyMaterial expired, Instant now) {
        Transaction tx = store.begin();
        KmsKey key = tx.get(KmsTables.KEYS, KmsTables.key(expired.region(), expired.keyId()));
        KeyMaterial material =
                tx.get(KmsTables.MATERIAL, KmsTables.material(expired.region(), expired.keyId(), expired.materialId()));
        if (key == null || material == null || material.isUsableAt(now)) {
            return false;
        }
        imported.remove(tx, key, material);
        try {
            store.commit(tx, List.of(KeyEvent.expired(key, material.materialId(), now, entropy.uuid())));
        } catch (ConflictException _) {
            return false;
        }
        materials.forget(material);
        return true;
    }
}
