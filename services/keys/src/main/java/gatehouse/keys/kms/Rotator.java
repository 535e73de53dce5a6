package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import gatehouse.store.log.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives keys new material: in all regions at once, with a record in each.
final class Rotator {
    private final KeyMaterials materials;
    private final Entropy entropy;

    Rotator(KeyMaterials materials, Entropy entropy) {
        this.materials = materials;
        this.entropy = entropy;
    }

    /// Makes new material for a key whose material is made here; the records of it.
    List<LogEntry> rotate(Transaction tx, KmsKey key, RotationKind kind, Instant now) {
        Instant when = now.truncatedTo(ChronoUnit.MILLIS);
        KeyMaterial made = materials.create(tx, key, when).rotated(kind, when);
        List<LogEntry> events = new ArrayList<>(1);
        for (KmsKey row : KeyRegions.all(tx, key)) {
            KeyMaterial there = row.region().equals(key.region()) ? made : materials.replicated(tx, key, made, row);
            tx.put(KmsTables.MATERIAL, there);
            events.add(become(tx, row, made.materialId(), kind, when));
        }
        return events;
    }

    /// Makes imported material that waits current.
    List<LogEntry> rotateTo(Transaction tx, KmsKey key, KeyMaterial waiting, Instant now) {
        Instant when = now.truncatedTo(ChronoUnit.MILLIS);
        List<LogEntry> events = new ArrayList<>(1);
        for (KmsKey row : KeyRegions.all(tx, key)) {
            Key stored = KmsTables.material(row.region(), row.keyId(), waiting.materialId());
            KeyMaterial there = tx.get(KmsTables.MATERIAL, stored);
            if (there != null) {
                KeyMaterial current = there.rotated(RotationKind.ON_DEMAND, when);
                tx.put(KmsTables.MATERIAL, current);
                Instant expires = Generations.firstExpiry(tx, row, current);
                KmsKey dated = row.with(change -> change.validTo(expires));
                events.add(become(tx, dated, waiting.materialId(), RotationKind.ON_DEMAND, when));
            }
        }
        return events;
    }

    private LogEntry become(Transaction tx, KmsKey row, String materialId, RotationKind kind, Instant when) {
        KeyRotation next = kind == RotationKind.AUTOMATIC ? following(row.rotation(), when) : row.rotation();
        tx.put(KmsTables.KEYS, row.with(change -> change.materialId(materialId).rotation(next)));
        return KeyEvent.rotated(row, kind, when, entropy.uuid());
    }

    /// Every so many days after the last; what fell due while the key was disabled, or the server off, is one rotation.
    private static @Nullable KeyRotation following(@Nullable KeyRotation rotation, Instant when) {
        return rotation == null
                ? null
                : new KeyRotation(rotation.periodDays(), when.plus(Duration.ofDays(rotation.periodDays())));
    }
}
