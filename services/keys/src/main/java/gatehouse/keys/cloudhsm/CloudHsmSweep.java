package gatehouse.keys.cloudhsm;

import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.util.List;

/// Removes backups whose time is over, and asks the tokens how they are. The server runs it every half minute.
public final class CloudHsmSweep {
    private static final int ROWS_PER_RUN = 100;

    private final Store store;
    private final HsmTokens tokens;

    CloudHsmSweep(Store store, HsmTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    /// Does what is due at `now`; waits for no token.
    public void run(Instant now) {
        tokens.ask();
        List<ClusterBackup> next = store.begin()
                .scan(CloudHsmTables.BACKUPS, CloudHsmTables.BACKUPS_BY_END, Key.ALL, null, ROWS_PER_RUN)
                .items();
        for (ClusterBackup backup : next) {
            if (!backup.isGoneAt(now)) {
                return;
            }
            remove(CloudHsmTables.resource(backup.account(), backup.region(), backup.backupId()), now);
        }
    }

    private void remove(Key key, Instant now) {
        Transaction tx = store.begin();
        ClusterBackup backup = tx.get(CloudHsmTables.BACKUPS, key);
        if (backup == null || !backup.isGoneAt(now)) {
            return;
        }
        tx.delete(CloudHsmTables.BACKUPS, key);
        try {
            store.commit(tx, List.of());
        } catch (ConflictException _) {
            return; // It comes round again.
        }
    }
}
