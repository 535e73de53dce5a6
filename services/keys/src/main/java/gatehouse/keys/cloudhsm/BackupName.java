package gatehouse.keys.cloudhsm;

import gatehouse.gateway.Call;
import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// The backup that a request names by its id, or by an ARN, which may be of another account.
record BackupName(String account, String region, String backupId) {
    private static final int ARN_PARTS = 6;
    private static final int REGION_AT = 3;
    private static final int ACCOUNT_AT = 4;

    static BackupName of(Call call, String text) {
        String[] parts = text.split(":", -1);
        String id = text.substring(text.lastIndexOf('/') + 1);
        return parts.length == ARN_PARTS
                ? new BackupName(parts[ACCOUNT_AT], parts[REGION_AT], id)
                : new BackupName(call.account(), call.region().value(), id);
    }

    /// The backup, null where there is none (any more).
    @Nullable
    ClusterBackup find(Call call, View view) {
        ClusterBackup backup = view.get(CloudHsmTables.BACKUPS, CloudHsmTables.resource(account, region, backupId));
        return backup == null || backup.isGoneAt(call.now()) ? null : backup;
    }
}
