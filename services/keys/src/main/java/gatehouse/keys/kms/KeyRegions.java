package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The same key in all its regions: what multi-Region keys share is changed in all of them at once.
final class KeyRegions {
    private KeyRegions() {}

    /// The key's rows, its own among them.
    static List<KmsKey> all(View view, KmsKey key) {
        KeyReplication replication = key.replication();
        if (replication == null) {
            return List.of(key);
        }
        List<KmsKey> rows = new ArrayList<>(replication.regions().size());
        for (String region : replication.regions()) {
            KmsKey row = view.get(KmsTables.KEYS, KmsTables.key(region, key.keyId()));
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /// The primary of a key's: the key itself, where it is no replica.
    static KmsKey primary(View view, KmsKey key) {
        KeyReplication replication = key.replication();
        return replication == null || replication.primary().equals(key.region())
                ? key
                : requireNonNull(
                        view.get(KmsTables.KEYS, KmsTables.key(replication.primary(), key.keyId())),
                        "a replica goes before its primary");
    }

    static void change(Transaction tx, KmsKey key, UnaryOperator<KmsKey> change) {
        for (KmsKey row : all(tx, key)) {
            tx.put(KmsTables.KEYS, change.apply(row));
        }
    }

    /// Whether the key is a replica of another.
    static boolean isReplica(KmsKey key) {
        KeyReplication replication = key.replication();
        return replication != null && !replication.primary().equals(key.region());
    }

    /// Whether the key is one that others are replicas of.
    static boolean hasReplicas(KmsKey key) {
        KeyReplication replication = key.replication();
        return replication != null
                && replication.primary().equals(key.region())
                && replication.regions().size() > 1;
    }
}
