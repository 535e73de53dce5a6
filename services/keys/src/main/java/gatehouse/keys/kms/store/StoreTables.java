package gatehouse.keys.kms.store;

import gatehouse.store.Key;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import java.util.List;

/// The table of custom key stores: the only place that knows its keys.
public final class StoreTables {
    public static final Index<CustomKeyStore> BY_NAME =
            new Index<>("name", row -> List.of(Key.of(row.account(), row.region(), row.name())));

    public static final Index<CustomKeyStore> BY_LINEAGE =
            new Index<>("lineage", row -> List.of(Key.of(row.account(), row.region(), row.lineage())));

    public static final Table<CustomKeyStore> CUSTOM_KEY_STORES = Table.of(
            "kms.custom-key-stores",
            CustomKeyStore.class,
            row -> store(row.account(), row.region(), row.storeId()),
            BY_NAME,
            BY_LINEAGE);

    private StoreTables() {}

    static Key account(String account, String region) {
        return Key.of(account, region);
    }

    static Key store(String account, String region, String storeId) {
        return Key.of(account, region, storeId);
    }

    static Key name(String account, String region, String name) {
        return Key.of(account, region, name);
    }

    static Key lineage(String account, String region, String lineage) {
        return Key.of(account, region, lineage);
    }
}
