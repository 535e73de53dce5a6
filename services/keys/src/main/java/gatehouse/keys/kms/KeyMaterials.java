package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.ports.SealedTable;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes and opens key material and the key of the ciphertexts' headers: the only place that sees them sealed and
/// opened.
final class KeyMaterials {
    /// KMS's tables that hold sealed secrets: all of them.
    static final List<SealedTable<?>> SEALED = List.of(
            new SealedTable<>(KmsTables.MATERIAL, row -> List.of(row.sealed()), KeyMaterials::resealed),
            new SealedTable<>(
                    KmsTables.HEADER_KEYS,
                    row -> List.of(row.sealed()),
                    (_, row, sealer) -> new HeaderKey(row.id(), sealer.reseal(row.sealed(), headerIdentity()))));

    private final Sealer sealer;
    private final Entropy entropy;
    private final OpenedSecrets opened;

    KeyMaterials(Sealer sealer, Entropy entropy, int openedMax) {
        this.sealer = sealer;
        this.entropy = entropy;
        this.opened = new OpenedSecrets(sealer, openedMax);
    }

    /// A new id for a generation of material: 64 hexadecimal digits.
    String newMaterialId() {
        return HexFormat.of().formatHex(entropy.bytes(Ciphertext.MATERIAL_ID_BYTES));
    }

    /// Makes the material that `key` names as its current one.
    KeyMaterial create(KmsKey key, Instant now) {
        byte[] sealed = sealedRandom(identity(key, key.materialId()));
        return new KeyMaterial(key.region(), key.keyId(), key.materialId(), now, sealed);
    }

    /// Makes the header key where the store has none yet.
    void ensureHeaderKey(Transaction transaction) {
        if (headerKey(transaction) == null) {
            transaction.put(KmsTables.HEADER_KEYS, new HeaderKey(HeaderKey.FIRST, sealedRandom(headerIdentity())));
        }
    }

    /// Opens a generation of a key's material, to be closed; null where it is gone.
    @Nullable
    OpenedSecret open(View view, KmsKey key, String materialId) {
        return open(view, key, materialId, KmsTables.material(key.region(), key.keyId(), materialId));
    }

    /// Opens the key's current material, stored there, to be closed; null where it is gone.
    @Nullable
    OpenedSecret openCurrent(View view, KmsKey key, Key stored) {
        return open(view, key, key.materialId(), stored);
    }

    private @Nullable OpenedSecret open(View view, KmsKey key, String materialId, Key stored) {
        KeyMaterial material = view.get(KmsTables.MATERIAL, stored);
        return material == null ? null : opened.open(material, material.sealed(), () -> identity(key, materialId));
    }

    /// Opens the header key, to be closed; null before the first key was made.
    @Nullable
    OpenedSecret openHeaderKey(View view) {
        HeaderKey key = headerKey(view);
        return key == null ? null : opened.open(key, key.sealed(), KeyMaterials::headerIdentity);
    }

    /// Erases what is kept of a material that was removed.
    void forget(KeyMaterial material) {
        opened.forget(material);
    }

    /// Erases everything that is kept opened, each as soon as nobody uses it.
    void forgetAll() {
        opened.forgetAll();
    }

    private static KeyMaterial resealed(View view, KeyMaterial row, Sealer sealer) {
        KmsKey key = view.get(KmsTables.KEYS, KmsTables.key(row.region(), row.keyId()));
        if (key == null) {
            throw new IllegalStateException("there is material of the key " + row.keyId() + ", which does not exist");
        }
        byte[] sealed = sealer.reseal(row.sealed(), identity(key, row.materialId()));
        return new KeyMaterial(row.region(), row.keyId(), row.materialId(), row.createDate(), sealed);
    }

    private byte[] sealedRandom(String identity) {
        byte[] secret = entropy.bytes(Ciphertext.MATERIAL_BYTES);
        try {
            return sealer.seal(secret, identity);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static @Nullable HeaderKey headerKey(View view) {
        return view.get(KmsTables.HEADER_KEYS, KmsTables.FIRST_HEADER_KEY);
    }

    private static String identity(KmsKey key, String materialId) {
        return "kms.material/" + key.arn() + "/" + materialId;
    }

    private static String headerIdentity() {
        return "kms.header-key/" + HeaderKey.FIRST;
    }
}
