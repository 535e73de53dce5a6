package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Hmac;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.WrappingKey;
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
            new SealedTable<>(KmsTables.MATERIAL, KeyMaterials::sealedUnderRoot, KeyMaterials::resealed),
            new SealedTable<>(KmsTables.WRAPPING_KEYS, row -> List.of(row.sealed()), KeyMaterials::resealedWrapping),
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

    /// Makes the first material of a key that is new: as slow as its spec is.
    MadeMaterial create(KmsKey key, Instant now) {
        try (WrappingKey wrapping = WrappingKey.random(entropy)) {
            KeyMaterial made = create(key, wrapping, now);
            return new MadeMaterial(made, stored(key, wrapping));
        }
    }

    /// Makes new material for a key that is there.
    KeyMaterial create(Transaction tx, KmsKey key, Instant now) {
        try (WrappingKey wrapping = wrappingKey(tx, key)) {
            return create(key, wrapping, now);
        }
    }

    private KeyMaterial create(KmsKey key, WrappingKey wrapping, Instant now) {
        KeyPairSpec pair = key.keySpec().pair();
        if (pair == null) {
            return of(
                    key,
                    wrapping,
                    SecretBytes.owning(entropy.bytes(key.keySpec().secretBytes())),
                    null,
                    now);
        }
        KeyPairMaterial made = pair.generate();
        return of(key, wrapping, made.privateKey(), made.publicKey(), now);
    }

    /// Material that comes from elsewhere, to be erased there.
    KeyMaterial of(Transaction tx, KmsKey key, SecretBytes secret, byte @Nullable [] publicKey, Instant now) {
        try (WrappingKey wrapping = wrappingKey(tx, key)) {
            return of(key, wrapping, secret, publicKey, now);
        }
    }

    /// Wraps material for a key and erases it here. Its id follows from the secret and the key's id, one
    /// way: the same material has the same id, in every region and whenever it is imported again.
    private KeyMaterial of(
            KmsKey key, WrappingKey wrapping, SecretBytes secret, byte @Nullable [] publicKey, Instant now) {
        try {
            byte[] id = Hmac.sha256(secret.revealSecret(), ID_LABEL, key.keyId().getBytes(US_ASCII));
            String materialId = HexFormat.of().formatHex(id);
            byte[] wrapped = wrapping.wrap(secret, identity(key, materialId), entropy);
            return new KeyMaterial(key, materialId, now, wrapped, publicKey);
        } finally {
            secret.erase();
        }
    }

    /// The same material for the same key in another region.
    KeyMaterial replicated(Transaction tx, KmsKey from, KeyMaterial material, KmsKey to) {
        try (Opened<SecretBytes> secret = secret(tx, from, material);
                WrappingKey wrapping = wrappingKey(tx, to)) {
            byte[] wrapped = wrapping.wrap(secret.secret(), identity(to, material.materialId()), entropy);
            return material.in(to.region(), wrapped);
        }
    }

    /// Wraps material that is sealed under the root key itself.
    void rewrap(Transaction tx, KeyMaterial material) {
        KmsKey key = requireNonNull(
                tx.get(KmsTables.KEYS, KmsTables.key(material.region(), material.keyId())),
                "material goes before its key");
        SecretBytes secret = unseal(tx, key, material);
        try (WrappingKey wrapping = wrappingKey(tx, key)) {
            byte[] wrapped = wrapping.wrap(secret, identity(key, material.materialId()), entropy);
            tx.put(KmsTables.MATERIAL, material.in(material.region(), wrapped));
        } finally {
            secret.erase();
        }
    }

    /// The key's wrapping key; a new one where it has none yet.
    private WrappingKey wrappingKey(Transaction tx, KmsKey key) {
        StoredWrappingKey there = tx.get(KmsTables.WRAPPING_KEYS, KmsTables.key(key.region(), key.keyId()));
        if (there != null) {
            return WrappingKey.open(there.sealed(), sealer, wrappingIdentity(key));
        }
        WrappingKey made = WrappingKey.random(entropy);
        tx.put(KmsTables.WRAPPING_KEYS, stored(key, made));
        return made;
    }

    private StoredWrappingKey stored(KmsKey key, WrappingKey wrapping) {
        return new StoredWrappingKey(key.region(), key.keyId(), wrapping.seal(sealer, wrappingIdentity(key)));
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
        return material == null || !material.isUsableAt(now) ? null : secret(view, key, material);
    }

    /// Opens the material of a secret key that is stored there, to be closed; null where it is gone.
    @Nullable
    Opened<SecretBytes> open(View view, KmsKey key, Key stored) {
        KeyMaterial material = view.get(KmsTables.MATERIAL, stored);
        return material == null || material.sealed() == null ? null : secret(view, key, material);
    }

    /// The current material of a key that has some.
    KeyMaterial current(View view, KmsKey key) {
        Key stored = KmsTables.material(key.region(), key.keyId(), requireNonNull(key.materialId()));
        return requireNonNull(view.get(KmsTables.MATERIAL, stored), "a usable key has its material");
    }

    /// Opens the private key of a key pair's current material, to be closed.
    Opened<OpenedPrivateKey> privateKey(View view, KmsKey key) {
        KeyMaterial material = current(view, key);
        return privateKeys.open(material, () -> openPrivateKey(view, key, material));
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
        return sealed == null || WrappingKey.isWrapped(sealed)
                ? row
                : row.in(row.region(), sealer.reseal(sealed, identity(key, row.materialId())));
    }

    private static List<byte[]> sealedUnderRoot(KeyMaterial row) {
        byte[] sealed = row.sealed();
        return sealed == null || WrappingKey.isWrapped(sealed) ? List.of() : List.of(sealed);
    }

    private static StoredWrappingKey resealedWrapping(View view, StoredWrappingKey row, Sealer sealer) {
        KmsKey key = view.get(KmsTables.KEYS, KmsTables.key(row.region(), row.keyId()));
        if (key == null) {
            throw new IllegalStateException("there is a wrapping key of " + row.keyId() + ", which does not exist");
        }
        return new StoredWrappingKey(row.region(), row.keyId(), sealer.reseal(row.sealed(), wrappingIdentity(key)));
    }

    private Opened<SecretBytes> secret(View view, KmsKey key, KeyMaterial material) {
        return secrets.open(material, () -> unseal(view, key, material));
    }

    private SecretBytes unseal(View view, KmsKey key, KeyMaterial material) {
        byte[] sealed = requireNonNull(material.sealed());
        String identity = identity(key, material.materialId());
        if (!WrappingKey.isWrapped(sealed)) {
            return SecretBytes.owning(sealer.open(sealed, identity));
        }
        StoredWrappingKey stored = view.get(KmsTables.WRAPPING_KEYS, KmsTables.key(key.region(), key.keyId()));
        if (stored == null) {
            // It went while this call was under way.
            throw KmsErrors.keyNotFound(key.arn());
        }
        try (WrappingKey wrapping = WrappingKey.open(stored.sealed(), sealer, wrappingIdentity(key))) {
            return wrapping.unwrap(sealed, identity);
        }
    }

    private OpenedPrivateKey openPrivateKey(View view, KmsKey key, KeyMaterial material) {
        SecretBytes encoded = unseal(view, key, material);
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

    private static String wrappingIdentity(KmsKey key) {
        return "kms.wrapping-key/" + key.arn();
    }

    private static String headerIdentity() {
        return "kms.header-key/" + HeaderKey.FIRST;
    }
}
