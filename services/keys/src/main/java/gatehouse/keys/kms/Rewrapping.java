package gatehouse.keys.kms;

import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.util.List;

/// Wraps the material that was sealed under the root key itself, as it was before keys had wrapping keys.
final class Rewrapping {
    private static final int ROWS_PER_READ = 100;

    private final Store store;
    private final KeyMaterials materials;

    Rewrapping(Store store, KeyMaterials materials) {
        this.store = store;
        this.materials = materials;
    }

    /// Wraps all there is; what is changed meanwhile is left to the next run.
    void run() {
        Page<KeyMaterial> page;
        do {
            Transaction tx = store.begin();
            page = tx.scan(KmsTables.MATERIAL, KmsTables.MATERIAL_UNDER_ROOT, Key.ALL, null, ROWS_PER_READ);
            for (KeyMaterial material : page.items()) {
                materials.rewrap(tx, material);
            }
            try {
                store.commit(tx, List.of());
            } catch (ConflictException _) {
                return;
            }
        } while (!page.items().isEmpty());
    }
}
