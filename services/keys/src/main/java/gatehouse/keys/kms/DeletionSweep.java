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
/// deletion as CloudTrail's `DeleteKey` once the material is erased.
///
/// A key is gone for its users from its deletion date on, whenever the sweep comes by.
final class DeletionSweep {
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

    /// Removes the material, and the key under which it is wrapped, of the keys that are due at `now`. Each
    /// key is one transaction; one that is changed meanwhile (its deletion may have been cancelled) is left
    /// to the next run.
    void remove(Instant now) {
        due(now, (tx, key, at) -> removeGrants(key, at) && removeMaterial(tx, key));
    }

    /// Deletes and records the keys that are due at `now` and whose material was removed before the last
    /// erasure; returns how many keys that were.
    int record(Instant now) {
        return due(now, this::delete);
    }

    private interface Step {
        boolean isDone(Transaction tx, KmsKey key, Instant now);
    }

    private int due(Instant now, Step step) {
        return DueRows.each(store, KmsTables.KEYS, KmsTables.KEYS_BY_DELETION, key -> key.isDeletedAt(now), key -> {
            Transaction tx = store.begin();
            KmsKey still = tx.get(KmsTables.KEYS, KmsTables.key(key.region(), key.keyId()));
            return still != null && still.isDeletedAt(now) && step.isDone(tx, still, now);
        });
    }

    private boolean removeMaterial(Transaction tx, KmsKey key) {
        List<KeyMaterial> all = Generations.of(tx, key);
        for (KeyMaterial material : all) {
            tx.delete(KmsTables.MATERIAL, KmsTables.material(key.region(), key.keyId(), material.materialId()));
        }
        tx.delete(KmsTables.WRAPPING_KEYS, KmsTables.key(key.region(), key.keyId()));
        // From here on it is gone, whatever becomes of the clock.
        tx.put(KmsTables.KEYS, key.with(change -> change.deletionDate(Instant.EPOCH)));
        try {
            store.commit(tx, List.of());
        } catch (ConflictException _) {
            return false;
        }
        all.forEach(materials::forget);
        return true;
    }

    private boolean delete(Transaction tx, KmsKey key, Instant now) {
        Key prefix = KmsTables.key(key.region(), key.keyId());
        boolean isGranted = !tx.scan(KmsTables.GRANTS, prefix, null, 1).items().isEmpty();
        if (!Instant.EPOCH.equals(key.deletionDate()) || isGranted) {
            return false;
        }
        tx.delete(KmsTables.GRANT_COUNTS, prefix);
        removeAliases(tx, key);
        tx.delete(KmsTables.KEYS, KmsTables.key(key.region(), key.keyId()));
        leaveOthers(tx, key, now);
        try {
            store.commit(tx, List.of(KeyEvent.deleted(key, now, entropy.uuid())));
        } catch (ConflictException _) {
            return false;
        }
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

    /// Removes the grants of a key that is due, some at a time, as they may be many. Nobody has any use of
    /// them any more, and should the server end meanwhile, the next run removes the others. Returns whether
    /// all are removed.
    private boolean removeGrants(KmsKey key, Instant now) {
        Key prefix = KmsTables.key(key.region(), key.keyId());
        @Nullable Key after = null;
        do {
            Transaction transaction = store.begin();
            KmsKey still = transaction.get(KmsTables.KEYS, prefix);
            if (still == null || !still.isDeletedAt(now)) {
                return false;
            }
            Page<Grant> page = transaction.scan(KmsTables.GRANTS, prefix, after, GRANTS_PER_COMMIT);
            for (Grant grant : page.items()) {
                transaction.delete(KmsTables.GRANTS, KmsTables.grant(key.region(), key.keyId(), grant.grantId()));
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

    private static void removeAliases(Transaction transaction, KmsKey key) {
        Key target = KmsTables.key(key.region(), key.keyId());
        for (Alias alias : transaction.all(KmsTables.ALIASES, KmsTables.ALIASES_BY_TARGET, target)) {
            transaction.delete(KmsTables.ALIASES, KmsTables.alias(alias.account(), alias.region(), alias.name()));
        }
    }
}
