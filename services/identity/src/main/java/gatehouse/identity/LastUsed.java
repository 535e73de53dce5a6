package gatehouse.identity;

import gatehouse.identity.iam.AccessKey;
import gatehouse.identity.iam.AccessKeyUse;
import gatehouse.identity.iam.IamTables;
import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// When each long-term access key was last used: kept in memory, where a thousand uses make one, and written by
/// [#flush] outside any request. A crash loses what was not flushed, and nothing else.
///
/// Whoever runs the server calls [#flush] from a thread of its own at least every [#FLUSH_SECONDS_MAX], and once at
/// the end.
public final class LastUsed {
    public static final int FLUSH_SECONDS_MAX = 60;

    /// Keys whose uses are held until the next flush; the uses of others are forgotten.
    static final int PENDING_MAX = 100_000;

    private static final int ROWS_PER_TRANSACTION = 500;
    private static final int ATTEMPTS_MAX = 5;

    private final Store store;
    private final ConcurrentHashMap<String, AccessKeyUse> pending = new ConcurrentHashMap<>();

    public LastUsed(Store store) {
        this.store = store;
    }

    /// Takes note of a use; never waits. Times are kept to the second.
    void note(String accessKeyId, String service, String region, Instant now) {
        AccessKeyUse known = pending.get(accessKeyId);
        if (known != null
                && known.lastUsed().getEpochSecond() == now.getEpochSecond()
                && known.service().equals(service)
                && known.region().equals(region)) {
            return;
        }
        if (known != null || pending.mappingCount() < PENDING_MAX) {
            pending.put(
                    accessKeyId, new AccessKeyUse(accessKeyId, now.truncatedTo(ChronoUnit.SECONDS), service, region));
        }
    }

    /// Keys whose uses wait for the next flush.
    long pending() {
        return pending.mappingCount();
    }

    /// Writes the uses noted so far. What cannot be written because of others' changes stays for the next time.
    public void flush() {
        List<AccessKeyUse> batch = new ArrayList<>(ROWS_PER_TRANSACTION);
        for (AccessKeyUse use : pending.values()) {
            batch.add(use);
            if (batch.size() == ROWS_PER_TRANSACTION) {
                write(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    private void write(List<AccessKeyUse> batch) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Transaction tx = store.begin();
            batch.forEach(use -> put(tx, use));
            try {
                store.commit(tx, List.of());
            } catch (ConflictException _) {
                continue; // A key was changed or deleted meanwhile: look again.
            }
            // A use noted since then is another object, and stays.
            batch.forEach(use -> pending.remove(use.accessKeyId(), use));
            return;
        }
    }

    /// A key that is gone leaves no trace of its uses.
    private static void put(Transaction tx, AccessKeyUse use) {
        AccessKey key = tx.get(IamTables.ACCESS_KEYS, IamTables.accessKey(use.accessKeyId()));
        if (key != null) {
            tx.put(IamTables.ACCESS_KEY_USES, use);
        }
    }
}
