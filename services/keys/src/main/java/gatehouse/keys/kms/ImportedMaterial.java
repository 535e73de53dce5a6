package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.InvalidKeyMaterialException;
import gatehouse.crypto.asymmetric.KeyPairMaterial;
import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.model.kms.ImportKeyMaterialRequest;
import gatehouse.model.kms.ImportType;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The material of keys that import theirs: what may come, and what becomes of the key when it comes and goes.
///
/// The first material of a key, or of its primary, binds it: only the same comes again. A symmetric encryption key also
/// takes new material, which waits until a rotation makes it current.
final class ImportedMaterial {
    private final KeyMaterials materials;

    ImportedMaterial(KeyMaterials materials) {
        this.materials = materials;
    }

    /// Puts unwrapped material; its id.
    ///
    /// @throws gatehouse.wire.shape.ServiceException IncorrectKeyMaterialException
    String put(Transaction tx, KmsKey key, SecretBytes secret, ImportKeyMaterialRequest in, Instant now) {
        KeyMaterial made = made(tx, key, secret, now.truncatedTo(ChronoUnit.MILLIS));
        return put(tx, key, made.imported(made.sealed(), in.validTo(), in.keyMaterialDescription()), in);
    }

    private String put(Transaction tx, KmsKey key, KeyMaterial made, ImportKeyMaterialRequest in) {
        KeyMaterial there = tx.get(KmsTables.MATERIAL, stored(key, made.materialId()));
        if (in.keyMaterialId() != null && !in.keyMaterialId().equals(made.materialId())) {
            throw KmsErrors.incorrectMaterial(
                    "The key material is not the one with the id " + in.keyMaterialId() + ".");
        }
        if (in.importType() != null && in.importType().equals(ImportType.NEW_KEY_MATERIAL) == (there != null)) {
            throw KmsErrors.incorrectMaterial("The key material does not match the ImportType "
                    + in.importType().value() + ".");
        }
        KeyMaterial next = there != null
                ? there.imported(made.sealed(), made.validTo(), made.description())
                : first(tx, key, made, in.importType());
        tx.put(KmsTables.MATERIAL, next);
        tx.put(KmsTables.KEYS, with(tx, key, next));
        return made.materialId();
    }

    /// Material that this key has not had in this region.
    private static KeyMaterial first(View view, KmsKey key, KeyMaterial made, @Nullable ImportType type) {
        if (KeyRegions.isReplica(key)) {
            KmsKey primary = KeyRegions.primary(view, key);
            KeyMaterial same = view.get(KmsTables.MATERIAL, stored(primary, made.materialId()));
            if (same == null) {
                throw KmsErrors.incorrectMaterial(
                        "The key material is not that of the primary key. A replica takes the same key material.");
            }
            return same.in(key.region(), requireNonNull(made.sealed()))
                    .imported(made.sealed(), made.validTo(), made.description());
        }
        List<KeyMaterial> before = Generations.of(view, key);
        if (before.isEmpty()) {
            return made;
        }
        if (!key.keySpec().rotates() || !ImportType.NEW_KEY_MATERIAL.equals(type)) {
            throw KmsErrors.incorrectMaterial("The key material is not the one that was imported before.");
        }
        for (KeyMaterial material : before) {
            if (material.pending()) {
                throw KmsErrors.rotationPending(key, made.materialId(), material.materialId());
            }
        }
        return made.waiting();
    }

    /// The key once `next` is there.
    private static KmsKey with(View view, KmsKey key, KeyMaterial next) {
        boolean awaited = key.state() == KeyState.PENDING_IMPORT && !next.pending();
        KeyState state = awaited && Generations.areComplete(view, key, next) ? KeyState.ENABLED : key.state();
        boolean current = !next.pending() && isCurrent(view, key, next);
        Instant expires = Generations.firstExpiry(view, key, next);
        return key.with(change -> {
            change.state(state).validTo(expires);
            if (current) {
                change.materialId(next.materialId());
            }
        });
    }

    private static boolean isCurrent(View view, KmsKey key, KeyMaterial next) {
        if (!KeyRegions.isReplica(key)) {
            return key.materialId() == null || key.materialId().equals(next.materialId());
        }
        return next.materialId().equals(KeyRegions.primary(view, key).materialId());
    }

    /// Deletes the secret of a generation, or of the current one; its id.
    @Nullable
    String delete(Transaction tx, KmsKey key, @Nullable String asked) {
        String materialId = asked == null ? key.materialId() : asked;
        KeyMaterial material = materialId == null ? null : tx.get(KmsTables.MATERIAL, stored(key, materialId));
        if (material == null) {
            if (asked != null) {
                throw KmsErrors.incorrectMaterial("The key has no key material with the id " + asked + ".");
            }
            return null;
        }
        remove(tx, key, material);
        if (material.pending() && !KeyRegions.isReplica(key)) {
            // It is bound to the key in no region: what its primary gives up, the replicas do, too.
            for (KmsKey row : KeyRegions.all(tx, key)) {
                tx.delete(KmsTables.MATERIAL, stored(row, material.materialId()));
            }
        }
        return materialId;
    }

    /// Removes the secret; what has become current can be imported again.
    void remove(Transaction tx, KmsKey key, KeyMaterial material) {
        if (material.pending()) {
            tx.delete(KmsTables.MATERIAL, stored(key, material.materialId()));
            return;
        }
        KeyMaterial left = material.withoutSecret();
        tx.put(KmsTables.MATERIAL, left);
        Instant expires = Generations.firstExpiry(tx, key, left);
        tx.put(KmsTables.KEYS, key.with(change -> {
            change.validTo(expires);
            if (!key.state().isLeaving()) {
                change.state(KeyState.PENDING_IMPORT);
            }
        }));
    }

    /// Checks the material and wraps it.
    private KeyMaterial made(Transaction tx, KmsKey key, SecretBytes secret, Instant now) {
        KeyPairSpec pair = key.keySpec().pair();
        if (pair == null) {
            if (secret.size() != key.keySpec().secretBytes()) {
                throw KmsErrors.incorrectMaterial("Key material of key spec " + key.keySpec() + " has "
                        + key.keySpec().secretBytes() + " bytes, not " + secret.size() + ".");
            }
            return materials.of(tx, key, secret, null, now);
        }
        try {
            KeyPairMaterial made = pair.imported(secret);
            return materials.of(tx, key, made.privateKey(), made.publicKey(), now);
        } catch (InvalidKeyMaterialException _) {
            throw KmsErrors.incorrectMaterial(
                    "The key material is not a private key of key spec " + key.keySpec() + " in PKCS #8 and DER.");
        }
    }

    private static Key stored(KmsKey key, String materialId) {
        return KmsTables.material(key.region(), key.keyId(), materialId);
    }
}
