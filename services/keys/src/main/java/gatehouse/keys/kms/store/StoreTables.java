package gatehouse.keys.kms.store;

import gatehouse.keys.kms.xks.XksProxy;
import gatehouse.store.Key;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import java.util.List;

/// The table of custom key stores: the only place that knows its keys.
public final class StoreTables {
    public static final Index<CustomKeyStore> BY_NAME =
            new Index<>("name", row -> List.of(Key.of(row.account(), row.region(), row.name())));

    public static final Index<CustomKeyStore> BY_LINEAGE = new Index<>("lineage", row -> {
        String lineage = row.lineage();
        return lineage == null ? List.of() : List.of(Key.of(row.account(), row.region(), lineage));
    });

    /// External key stores by where their proxy is.
    public static final Index<CustomKeyStore> BY_URI = new Index<>("uri", row -> {
        XksProxy proxy = row.proxy();
        return proxy == null ? List.of() : List.of(uri(row.account(), row.region(), proxy));
    });

    public static final Table<CustomKeyStore> CUSTOM_KEY_STORES = Table.of(
            "kms.custom-key-stores",
            CustomKeyStore.class,
            row -> store(row.account(), row.region(), row.storeId()),
            BY_NAME,
            BY_LINEAGE,
            BY_URI);

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

    static Key uri(String account, String region, XksProxy proxy) {
        return Key.of(account, region, proxy.uri());
    }
}
