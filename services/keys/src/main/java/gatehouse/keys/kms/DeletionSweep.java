package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deletes the keys whose waiting period is over, with their material, aliases and grants, and records each
/// deletion as CloudTrail's `DeleteKey`.
///
/// A key is gone for its users from its deletion date on, whenever the sweep comes by.
final class DeletionSweep {
    private static final int ROWS_PER_READ = 100;
    private static final int GRANTS_PER_COMMIT = 500;

    private final Store store;
    private final KeyMaterials materials;
    private final BackedKeys backed;
    private final Entropy entropy;

    DeletionSweep(Store store, KeyMaterials materials, BackedKeys backed, Entropy entropy) {
        this.store = store;
        this.materials = materials;
        this.backed = backed;
        this.entropy = entropy;
    }

    /// Deletes what is due at `now`; returns how many keys that were. Each key is one transaction; one that is
    /// changed meanwhile (its deletion may have been cancelled) is left to the next run.
    int run(Instant now) {
        int deleted = 0;
        Key after = null;
        do {
            Page<KmsKey> page =
                    store.begin().scan(KmsTables.KEYS, KmsTables.KEYS_BY_DELETION, Key.ALL, after, ROWS_PER_READ);
            for (KmsKey key : page.items()) {
                if (!key.isDeletedAt(now)) {
                    return deleted;
                }
                deleted += delete(key.region(), key.keyId(), now) ? 1 : 0;
            }
            after = page.next();
        } while (after != null);
        return deleted;
    }

    private boolean delete(String region, String keyId, Instant now) {
        if (!removeGrants(region, keyId, now)) {
            return false;
        }
        Transaction transaction = store.begin();
        KmsKey key = due(transaction, region, keyId, now);
        Key prefix = KmsTables.key(region, keyId);
        boolean isGranted =
                !transaction.scan(KmsTables.GRANTS, prefix, null, 1).items().isEmpty();
        if (key == null || isGranted) {
            return false;
        }
        transaction.delete(KmsTables.GRANT_COUNTS, prefix);
        List<KeyMaterial> gone = removeMaterial(transaction, key);
        removeAliases(transaction, key);
        transaction.delete(KmsTables.KEYS, KmsTables.key(region, keyId));
        leaveOthers(transaction, key, now);
        try {
            store.commit(transaction, List.of(KeyEvent.deleted(key, now, entropy.uuid())));
        } catch (ConflictException _) {
            return false;
        }
        gone.forEach(materials::forget);
        if (key.backing() != null) {
            backed.delete(store.begin(), key);
        }
        return true;
    }

    /// The key's other regions no longer have it; a primary that waited for its last replica to go begins its own
    /// waiting period.
    private static void leaveOthers(Transaction tx, KmsKey key, Instant now) {
        KeyReplication replication = key.replication();
        if (replication == null) {
            return;
        }
        List<String> left = replication.regions().stream()
                .filter(region -> !region.equals(key.region()))
                .toList();
        KeyReplication there = new KeyReplication(replication.primary(), left);
        for (KmsKey row : KeyRegions.all(tx, key.with(change -> change.replication(there)))) {
            boolean begins = left.size() == 1 && row.state() == KeyState.PENDING_REPLICA_DELETION;
            KmsKey next = row.with(change -> change.replication(there));
            tx.put(KmsTables.KEYS, begins ? KeyDeletion.waiting(next, now) : next);
        }
    }

    private static @Nullable KmsKey due(Transaction transaction, String region, String keyId, Instant now) {
        KmsKey key = transaction.get(KmsTables.KEYS, KmsTables.key(region, keyId));
        return key != null && key.isDeletedAt(now) ? key : null;
    }

    /// Removes the grants of a key that is due, some at a time, as they may be many. Nobody has any use of
    /// them any more, and should the server end meanwhile, the next run removes the others. Returns whether
    /// all are removed.
    private boolean removeGrants(String region, String keyId, Instant now) {
        @Nullable Key after = null;
        do {
            Transaction transaction = store.begin();
            if (due(transaction, region, keyId, now) == null) {
                return false;
            }
            Page<Grant> page =
                    transaction.scan(KmsTables.GRANTS, KmsTables.key(region, keyId), after, GRANTS_PER_COMMIT);
            for (Grant grant : page.items()) {
                transaction.delete(KmsTables.GRANTS, KmsTables.grant(region, keyId, grant.grantId()));
            }
            if (page.items().isEmpty()) {
                return true;
            }
            try {
                store.commit(transaction, List.of());
            } catch (ConflictException _) {
                return false;
            }
            after = page.next();
        } while (after != null);
        return true;
    }

    private static List<KeyMaterial> removeMaterial(Transaction transaction, KmsKey key) {
        Key prefix = KmsTables.key(key.region(), key.keyId());
        List<KeyMaterial> all = transaction
                .scan(KmsTables.MATERIAL, prefix, null, Integer.MAX_VALUE)
                .items();
        for (KeyMaterial material : all) {
            transaction.delete(
                    KmsTables.MATERIAL, KmsTables.material(key.region(), key.keyId(), material.materialId()));
        }
        return all;
    }

    private static void removeAliases(Transaction transaction, KmsKey key) {
        Key target = KmsTables.key(key.region(), key.keyId());
        @Nullable Key after = null;
        do {
            Page<Alias> page =
                    transaction.scan(KmsTables.ALIASES, KmsTables.ALIASES_BY_TARGET, target, after, ROWS_PER_READ);
            for (Alias alias : page.items()) {
                transaction.delete(KmsTables.ALIASES, KmsTables.alias(alias.account(), alias.region(), alias.name()));
            }
            after = page.next();
        } while (after != null);
    }
}
