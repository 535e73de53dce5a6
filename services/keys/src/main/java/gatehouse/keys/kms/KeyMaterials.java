package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Hmac;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.InvalidKeyMaterialException;
import gatehouse.crypto.asymmetric.KeyPairMaterial;
import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.OpenedPrivateKey;
import gatehouse.ports.SealedTable;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes and opens key material and the key of the ciphertexts' headers: the only place that sees them sealed and
/// opened.
final class KeyMaterials {
    /// KMS's tables that hold sealed secrets: all of them.
    static final List<SealedTable<?>> SEALED = List.of(
            new SealedTable<>(
                    KmsTables.MATERIAL,
                    row -> row.sealed() == null ? List.of() : List.of(row.sealed()),
                    KeyMaterials::resealed),
            new SealedTable<>(
                    KmsTables.HEADER_KEYS,
                    row -> List.of(row.sealed()),
                    (_, row, sealer) -> new HeaderKey(row.id(), sealer.reseal(row.sealed(), headerIdentity()))));

    private static final byte[] ID_LABEL = "gatehouse kms material id 1\0".getBytes(US_ASCII);

    private final Sealer sealer;
    private final Entropy entropy;
    private final OpenedSecrets<SecretBytes> secrets;
    private final OpenedSecrets<OpenedPrivateKey> privateKeys;

    KeyMaterials(Sealer sealer, Entropy entropy, int openedMax) {
        this.sealer = sealer;
        this.entropy = entropy;
        this.secrets = new OpenedSecrets<>(openedMax, SecretBytes::erase);
        this.privateKeys = new OpenedSecrets<>(openedMax, OpenedPrivateKey::close);
    }

    /// Makes new material for a key: as slow as its spec is.
    KeyMaterial create(KmsKey key, Instant now) {
        KeyPairSpec pair = key.keySpec().pair();
        if (pair == null) {
            return of(key, SecretBytes.owning(entropy.bytes(key.keySpec().secretBytes())), null, now);
        }
        KeyPairMaterial made = pair.generate();
        return of(key, made.privateKey(), made.publicKey(), now);
    }

    /// Seals material for a key and erases it here. Its id follows from the secret and the key's id, one way: the same
    /// material has the same id, in every region and whenever it is imported again.
    KeyMaterial of(KmsKey key, SecretBytes secret, byte @Nullable [] publicKey, Instant now) {
        try {
            byte[] id = Hmac.sha256(secret.revealSecret(), ID_LABEL, key.keyId().getBytes(US_ASCII));
            String materialId = HexFormat.of().formatHex(id);
            byte[] sealed = sealer.seal(secret.revealSecret(), identity(key, materialId));
            return new KeyMaterial(key, materialId, now, sealed, publicKey);
        } finally {
            secret.erase();
        }
    }

    /// The same material for the same key in another region.
    KeyMaterial replicated(KmsKey from, KeyMaterial material, KmsKey to) {
        try (Opened<SecretBytes> secret = secret(from, material)) {
            byte[] sealed = sealer.seal(secret.secret().revealSecret(), identity(to, material.materialId()));
            return material.in(to.region(), sealed);
        }
    }

    /// Makes the header key where the store has none yet.
    void ensureHeaderKey(Transaction transaction) {
        if (headerKey(transaction) == null) {
            SecretBytes secret = SecretBytes.owning(entropy.bytes(HeaderKey.BYTES));
            try {
                byte[] sealed = sealer.seal(secret.revealSecret(), headerIdentity());
                transaction.put(KmsTables.HEADER_KEYS, new HeaderKey(HeaderKey.FIRST, sealed));
            } finally {
                secret.erase();
            }
        }
    }

    /// Opens a generation of a secret key's material, to be closed; null where it is gone, or has expired.
    @Nullable
    Opened<SecretBytes> open(View view, KmsKey key, String materialId, Instant now) {
        KeyMaterial material = view.get(KmsTables.MATERIAL, KmsTables.material(key.region(), key.keyId(), materialId));
        return material == null || !material.isUsableAt(now) ? null : secret(key, material);
    }

    /// Opens the material of a secret key that is stored there, to be closed; null where it is gone.
    @Nullable
    Opened<SecretBytes> open(View view, KmsKey key, Key stored) {
        KeyMaterial material = view.get(KmsTables.MATERIAL, stored);
        return material == null || material.sealed() == null ? null : secret(key, material);
    }

    /// The current material of a key that has some.
    KeyMaterial current(View view, KmsKey key) {
        Key stored = KmsTables.material(key.region(), key.keyId(), requireNonNull(key.materialId()));
        return requireNonNull(view.get(KmsTables.MATERIAL, stored), "a usable key has its material");
    }

    /// Opens the private key of a key pair's current material, to be closed.
    Opened<OpenedPrivateKey> privateKey(View view, KmsKey key) {
        KeyMaterial material = current(view, key);
        return privateKeys.open(material, () -> openPrivateKey(key, material));
    }

    /// Opens the header key, to be closed; null before the first key was made.
    @Nullable
    Opened<SecretBytes> openHeaderKey(View view) {
        HeaderKey key = headerKey(view);
        return key == null
                ? null
                : secrets.open(key, () -> SecretBytes.owning(sealer.open(key.sealed(), headerIdentity())));
    }

    /// Erases what is kept of a material that was removed.
    void forget(KeyMaterial material) {
        secrets.forget(material);
        privateKeys.forget(material);
    }

    /// Erases everything that is kept opened, each as soon as nobody uses it.
    void forgetAll() {
        secrets.forgetAll();
        privateKeys.forgetAll();
    }

    private static KeyMaterial resealed(View view, KeyMaterial row, Sealer sealer) {
        KmsKey key = view.get(KmsTables.KEYS, KmsTables.key(row.region(), row.keyId()));
        if (key == null) {
            throw new IllegalStateException("there is material of the key " + row.keyId() + ", which does not exist");
        }
        byte[] sealed = row.sealed();
        return sealed == null ? row : row.in(row.region(), sealer.reseal(sealed, identity(key, row.materialId())));
    }

    private Opened<SecretBytes> secret(KmsKey key, KeyMaterial material) {
        return secrets.open(material, () -> unseal(key, material));
    }

    private SecretBytes unseal(KmsKey key, KeyMaterial material) {
        byte[] sealed = requireNonNull(material.sealed());
        return SecretBytes.owning(sealer.open(sealed, identity(key, material.materialId())));
    }

    private OpenedPrivateKey openPrivateKey(KmsKey key, KeyMaterial material) {
        SecretBytes encoded = unseal(key, material);
        try {
            return OpenedPrivateKey.open(requireNonNull(key.keySpec().pair()), encoded);
        } catch (InvalidKeyMaterialException e) {
            throw new IllegalStateException("key " + key.keyId() + " has material of another kind", e);
        } finally {
            encoded.erase();
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
