package gatehouse.keys.cloudhsm;

import gatehouse.store.Key;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// CloudHSM's tables: the only place that knows their keys.
public final class CloudHsmTables {
    public static final Table<HsmCluster> CLUSTERS = Table.of(
            "cloudhsm.clusters", HsmCluster.class, row -> resource(row.account(), row.region(), row.clusterId()));

    /// The backups that end, the next to go first.
    public static final Index<ClusterBackup> BACKUPS_BY_END = new Index<>("end", row -> {
        Instant end = row.end();
        return end == null ? List.of() : List.of(moment(end));
    });

    public static final Table<ClusterBackup> BACKUPS = Table.of(
            "cloudhsm.backups",
            ClusterBackup.class,
            row -> resource(row.account(), row.region(), row.backupId()),
            BACKUPS_BY_END);

    public static final Table<TokenUse> TOKEN_USES =
            Table.of("cloudhsm.token-uses", TokenUse.class, row -> token(row.token()));

    private CloudHsmTables() {}

    static Key account(String account, String region) {
        return Key.of(account, region);
    }

    static Key resource(String account, String region, String id) {
        return Key.of(account, region, id);
    }

    static Key token(String name) {
        return Key.of(name);
    }

    /// A moment whose keys sort as time does.
    private static Key moment(Instant time) {
        return Key.of(String.format(Locale.ROOT, "%019d", time.toEpochMilli()));
    }
}
