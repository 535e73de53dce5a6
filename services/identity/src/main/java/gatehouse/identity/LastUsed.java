package gatehouse.identity;

import gatehouse.identity.iam.AccessKeyUse;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.RoleUse;
import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When each long-term access key and each role was last used: kept in memory, where a thousand uses
/// make one, and written by [#flush] outside any request. A crash loses what was not flushed, and
/// nothing else.
///
/// Whoever runs the server calls [#flush] from a thread of its own at least every [#FLUSH_SECONDS_MAX], and once at
/// the end.
public final class LastUsed {
    public static final int FLUSH_SECONDS_MAX = 60;

    /// Keys and roles whose uses are held until the next flush; the uses of others are forgotten.
    static final int PENDING_MAX = 100_000;

    private static final int ROWS_PER_TRANSACTION = 500;
    private static final int ATTEMPTS_MAX = 5;

    private final Store store;
    private final ConcurrentHashMap<String, Record> pending = new ConcurrentHashMap<>();

    public LastUsed(Store store) {
        this.store = store;
    }

    /// Takes note of a key's use; never waits. Times are kept to the second.
    void note(String accessKeyId, String service, String region, Instant now) {
        note(accessKeyId, new AccessKeyUse(accessKeyId, now.truncatedTo(ChronoUnit.SECONDS), service, region));
    }

    /// Likewise of a call by a session of a role.
    void noteRole(String roleId, String region, Instant now) {
        note(roleId, new RoleUse(roleId, now.truncatedTo(ChronoUnit.SECONDS), region));
    }

    private void note(String id, Record use) {
        Record known = pending.get(id);
        if (!use.equals(known) && (known != null || pending.mappingCount() < PENDING_MAX)) {
            pending.put(id, use);
        }
    }

    /// Keys and roles whose uses wait for the next flush.
    long pending() {
        return pending.mappingCount();
    }

    /// Writes the uses noted so far. What cannot be written because of others' changes stays for the next time.
    public void flush() {
        List<Map.Entry<String, Record>> batch = new ArrayList<>(ROWS_PER_TRANSACTION);
        for (Map.Entry<String, Record> use : pending.entrySet()) {
            batch.add(Map.entry(use.getKey(), use.getValue()));
            if (batch.size() == ROWS_PER_TRANSACTION) {
                write(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    private void write(List<Map.Entry<String, Record>> batch) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Transaction tx = store.begin();
            batch.forEach(use -> put(tx, use.getValue()));
            try {
                store.commit(tx, List.of());
            } catch (ConflictException _) {
                continue; // A key was changed or deleted meanwhile: look again.
            }
            // A use noted since then is another object, and stays.
            batch.forEach(use -> pending.remove(use.getKey(), use.getValue()));
            return;
        }
    }

    /// A key or a role that is gone leaves no trace of its uses.
    private static void put(Transaction tx, Record noted) {
        switch (noted) {
            case AccessKeyUse use -> {
                if (tx.get(IamTables.ACCESS_KEYS, IamTables.accessKey(use.accessKeyId())) != null) {
                    tx.put(IamTables.ACCESS_KEY_USES, use);
                }
            }
            case RoleUse use -> {
                if (!tx.scan(IamTables.ROLES, IamTables.ROLES_BY_ID, IamTables.uniqueId(use.roleId()), null, 1)
                        .items()
                        .isEmpty()) {
                    tx.put(IamTables.ROLE_USES, use);
                }
            }
            default -> throw new IllegalStateException("no use is a " + noted.getClass());
        }
    }
}
