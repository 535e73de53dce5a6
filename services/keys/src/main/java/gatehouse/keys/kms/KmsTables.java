package gatehouse.keys.kms;

import gatehouse.crypto.WrappingKey;
import gatehouse.store.Key;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// KMS's tables: the only place that knows their keys.
///
/// A key is found by its region and id alone, because a ciphertext does not say whose key made it.
public final class KmsTables {
    /// The keys of an account in a region.
    public static final Index<KmsKey> KEYS_BY_ACCOUNT =
            new Index<>("account", row -> List.of(Key.of(row.account(), row.region())));

    /// The keys that are pending deletion, the next to go first.
    public static final Index<KmsKey> KEYS_BY_DELETION = new Index<>("deletion", row -> {
        Instant date = row.deletionDate();
        return date == null ? List.of() : List.of(moment(date));
    });

    /// The enabled keys that rotate by themselves, the next to rotate first.
    public static final Index<KmsKey> KEYS_BY_ROTATION = new Index<>("rotation", row -> {
        KeyRotation rotation = row.rotation();
        return rotation == null || row.state() != KeyState.ENABLED ? List.of() : List.of(moment(rotation.next()));
    });

    /// The keys in a custom key store.
    public static final Index<KmsKey> KEYS_BY_STORE = new Index<>("store", row -> {
        KeyBacking backing = row.backing();
        return backing == null ? List.of() : List.of(store(row.account(), row.region(), backing.customKeyStoreId()));
    });

    /// The key of an external key, in its key store.
    public static final Index<KmsKey> KEYS_BY_EXTERNAL_KEY = new Index<>("external-key", row -> {
        KeyBacking backing = row.backing();
        String xksKeyId = backing == null ? null : backing.xksKeyId();
        return backing == null || xksKeyId == null ? List.of() : List.of(externalKey(row, backing, xksKeyId));
    });

    public static final Table<KmsKey> KEYS = Table.of(
            "kms.keys",
            KmsKey.class,
            row -> key(row.region(), row.keyId()),
            KEYS_BY_ACCOUNT,
            KEYS_BY_DELETION,
            KEYS_BY_ROTATION,
            KEYS_BY_STORE,
            KEYS_BY_EXTERNAL_KEY);

    /// A key's generations of material, the oldest first.
    public static final Index<KeyMaterial> MATERIAL_BY_AGE = new Index<>(
            "age",
            row -> List.of(
                    Key.of(row.region(), row.keyId(), moment(row.createDate().toEpochMilli()))));

    /// Imported material that expires, the next to expire first.
    public static final Index<KeyMaterial> MATERIAL_BY_EXPIRY = new Index<>("expiry", row -> {
        Instant date = row.validTo();
        return date == null ? List.of() : List.of(moment(date));
    });

    /// Material that is still sealed under the root key itself.
    public static final Index<KeyMaterial> MATERIAL_UNDER_ROOT = new Index<>("under-root", row -> {
        byte[] sealed = row.sealed();
        return sealed == null || WrappingKey.isWrapped(sealed) ? List.of() : List.of(Key.ALL);
    });

    public static final Table<KeyMaterial> MATERIAL = Table.ofSecrets(
            "kms.material",
            KeyMaterial.class,
            row -> material(row.region(), row.keyId(), row.materialId()),
            MATERIAL_BY_AGE,
            MATERIAL_BY_EXPIRY,
            MATERIAL_UNDER_ROOT);

    public static final Table<StoredWrappingKey> WRAPPING_KEYS =
            Table.ofSecrets("kms.wrapping-keys", StoredWrappingKey.class, row -> key(row.region(), row.keyId()));

    public static final Table<ExpiredMaterial> EXPIRED = Table.of(
            "kms.expired-material",
            ExpiredMaterial.class,
            row -> material(row.region(), row.keyId(), row.materialId()));

    /// The aliases of a key.
    public static final Index<Alias> ALIASES_BY_TARGET =
            new Index<>("target", row -> List.of(key(row.region(), row.targetKeyId())));

    public static final Table<Alias> ALIASES = Table.of(
            "kms.aliases", Alias.class, row -> alias(row.account(), row.region(), row.name()), ALIASES_BY_TARGET);

    /// The grants of a key by grantee and operation, and of those the ones whose constraints may hold.
    static final Index<Grant> GRANTS_BY_GRANTEE = new Index<>(
            "grantee",
            row -> row.operations().stream()
                    .map(operation -> Key.of(
                            row.region(),
                            row.keyId(),
                            row.grantee().lastingName(),
                            operation,
                            row.constraint().selector(operation)))
                    .toList());

    /// Each of a key's grants to a grantee once.
    static final Index<Grant> GRANTS_OF_GRANTEE = new Index<>(
            "of-grantee",
            row -> List.of(ofGrantee(row.region(), row.keyId(), row.grantee().lastingName())));

    /// The grants of a region by who may retire them.
    static final Index<Grant> GRANTS_BY_RETIRING = new Index<>("retiring", row -> {
        GrantPrincipal retiring = row.retiring();
        return retiring == null ? List.of() : List.of(retiring(row.region(), retiring.lastingName()));
    });

    /// The grants that have a name, by it and whom they are for: a repeated request is recognised so.
    static final Index<Grant> GRANTS_BY_NAME = new Index<>("name", row -> {
        String name = row.name();
        return name == null ? List.of() : List.of(named(row, name));
    });

    public static final Table<Grant> GRANTS = Table.of(
            "kms.grants",
            Grant.class,
            row -> grant(row.region(), row.keyId(), row.grantId()),
            GRANTS_BY_GRANTEE,
            GRANTS_OF_GRANTEE,
            GRANTS_BY_RETIRING,
            GRANTS_BY_NAME);

    public static final Table<GrantCount> GRANT_COUNTS =
            Table.of("kms.grant-counts", GrantCount.class, row -> key(row.region(), row.keyId()));

    public static final Table<HeaderKey> HEADER_KEYS =
            Table.of("kms.header-keys", HeaderKey.class, row -> headerKey(row.id()));

    /// Where the only header key is.
    static final Key FIRST_HEADER_KEY = headerKey(HeaderKey.FIRST);

    private KmsTables() {}

    static Key key(String region, String keyId) {
        return Key.of(region, keyId);
    }

    static Key material(String region, String keyId, String materialId) {
        return Key.of(region, keyId, materialId);
    }

    static Key account(String account, String region) {
        return Key.of(account, region);
    }

    static Key store(String account, String region, String customKeyStoreId) {
        return Key.of(account, region, customKeyStoreId);
    }

    static Key externalKey(KmsKey key, KeyBacking backing, String xksKeyId) {
        return Key.of(key.account(), key.region(), backing.customKeyStoreId(), xksKeyId);
    }

    static Key alias(String account, String region, String name) {
        return Key.of(account, region, name);
    }

    static Key grant(String region, String keyId, String grantId) {
        return Key.of(region, keyId, grantId);
    }

    static Key granted(KmsKey key, String grantee, String operation) {
        return Key.of(key.region(), key.keyId(), grantee, operation);
    }

    static Key granted(KmsKey key, String grantee, String operation, String selector) {
        return Key.of(key.region(), key.keyId(), grantee, operation, selector);
    }

    static Key ofGrantee(String region, String keyId, String grantee) {
        return Key.of(region, keyId, grantee);
    }

    static Key retiring(String region, String principal) {
        return Key.of(region, principal);
    }

    static Key named(Grant grant, String name) {
        return Key.of(
                grant.region(),
                grant.keyId(),
                name,
                grant.grantee().lastingName(),
                grant.constraint().selector());
    }

    static Key headerKey(String id) {
        return Key.of(id);
    }

    /// A moment whose keys sort as time does.
    private static Key moment(Instant time) {
        return Key.of(moment(time.toEpochMilli()));
    }

    private static String moment(long epochMillis) {
        return String.format(Locale.ROOT, "%019d", epochMillis);
    }
}
