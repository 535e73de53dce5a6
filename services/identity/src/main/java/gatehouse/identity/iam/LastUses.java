package gatehouse.identity.iam;

import gatehouse.gateway.PastCalls;
import gatehouse.identity.iam.LastUse.Use;
import gatehouse.ports.KnownService;
import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who last used what, and which account's principals, drawn from the event history when a report wants it: calls
/// themselves pay nothing for it. What
/// was drawn once is kept, however long the event history goes back.
final class LastUses {
    /// Names the position: what is drawn otherwise than before is drawn again, from the beginning.
    static final String KEPT = "principals and accounts";

    private static final int CALLS_PER_TRANSACTION = 2_000;

    private final Store store;
    private final PastCalls calls;
    private final Map<String, String> namespaces;

    LastUses(Store store, IamPorts ports) {
        this.store = store;
        this.calls = ports.pastCalls();
        this.namespaces = ports.services().stream()
                .collect(Collectors.toMap(KnownService::eventSource, KnownService::namespace, (first, _) -> first));
    }

    /// What that principal did with that service; null for nothing.
    static @Nullable LastUse find(View view, String principalId, String service) {
        return view.get(IamTables.LAST_USES, IamTables.lastUse(principalId, service));
    }

    /// Forgets what a principal did that is being deleted.
    static void forget(Transaction tx, String principalId) {
        for (LastUse use : tx.scan(IamTables.LAST_USES, IamTables.uniqueId(principalId), null, Integer.MAX_VALUE)
                .items()) {
            tx.delete(IamTables.LAST_USES, IamTables.lastUse(principalId, use.service()));
        }
    }

    /// Follows the event history up to a position. A conflict with a principal's deletion is looked at again.
    void follow(long end) {
        long position = position(store.begin());
        // After a reset the history may be shorter than it was when the report was asked for.
        while (position < Math.min(end, calls.end())) {
            Transaction tx = store.begin();
            position = step(tx, position(tx), end);
            try {
                store.commit(tx, List.of());
            } catch (ConflictException _) {
                position = position(store.begin());
            }
        }
    }

    private long step(Transaction tx, long from, long end) {
        Map<Key, LastUse> uses = new HashMap<>();
        int limit = (int) Math.min(CALLS_PER_TRANSACTION, end - from);
        long position = calls.read(from, limit, call -> {
            String service = namespaces.get(call.eventSource());
            if (service != null) {
                Use use = new Use(call.time().truncatedTo(ChronoUnit.SECONDS), call.region());
                merge(uses, new LastUse(call.account(), service, use, Map.of()));
                if (!call.principalId().equals(call.account())) {
                    merge(uses, new LastUse(call.principalId(), service, use, Map.of(call.eventName(), use)));
                }
            }
        });
        Map<String, Boolean> known = new HashMap<>();
        for (Map.Entry<Key, LastUse> each : uses.entrySet()) {
            if (known.computeIfAbsent(each.getValue().principalId(), exists(tx))) {
                LastUse before = tx.get(IamTables.LAST_USES, each.getKey());
                tx.put(IamTables.LAST_USES, before == null ? each.getValue() : before.plus(each.getValue()));
            }
        }
        tx.put(IamTables.LAST_USE_POSITIONS, new LastUsePosition(KEPT, position));
        return position;
    }

    private static void merge(Map<Key, LastUse> uses, LastUse use) {
        uses.merge(IamTables.lastUse(use.principalId(), use.service()), use, LastUse::plus);
    }

    /// Who is gone leaves no trace.
    private static Function<String, Boolean> exists(View view) {
        return id -> {
            Key key = IamTables.uniqueId(id);
            return view.get(IamTables.ACCOUNTS, IamTables.account(id)) != null
                    || view.has(IamTables.USERS, IamTables.USERS_BY_ID, key)
                    || view.has(IamTables.ROLES, IamTables.ROLES_BY_ID, key);
        };
    }

    private static long position(View view) {
        LastUsePosition position = view.get(IamTables.LAST_USE_POSITIONS, IamTables.lastUsePosition());
        return position == null ? 0 : position.position();
    }
}
