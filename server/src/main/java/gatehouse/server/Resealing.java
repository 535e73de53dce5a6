package gatehouse.server;

import gatehouse.crypto.Sealer;
import gatehouse.ports.SealedTable;
import gatehouse.server.ServerTables.ResealingProgress;
import gatehouse.server.admin.RootKeyControl.Progress;
import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Seals every stored secret under the newest generation: table after table, some records in one transaction with the
/// progress, so that it goes on after a crash where it was.
final class Resealing {
    private static final int ROWS_PER_STEP = 100;

    /// Between two steps requests have the store to themselves.
    private static final long PAUSE_NANOS = 1_000_000;

    private final Store store;
    private final Sealer sealer;
    private final List<SealedTable<?>> tables;

    Resealing(Store store, Sealer sealer, List<SealedTable<?>> tables) {
        this.store = store;
        this.sealer = sealer;
        this.tables = List.copyOf(tables);
    }

    /// How far the resealing for that generation is.
    Progress progress(View view, int generation) {
        ResealingProgress at = at(view, generation);
        return new Progress(tables.size(), at == null ? 0 : index(at.table()), at == null ? 0 : at.rowsDone());
    }

    /// Goes on from where it was; false where it was stopped before the end.
    boolean run(int generation, BooleanSupplier stopped) {
        ResealingProgress at = at(store.begin(), generation);
        if (at == null) {
            at = new ResealingProgress(generation, name(0), null, 0);
        }
        for (int i = index(at.table()); i < tables.size(); i++) {
            at = at.table().equals(name(i)) ? at : new ResealingProgress(generation, name(i), null, at.rowsDone());
            Step step;
            do {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                step = step(tables.get(i), at);
                at = step.at;
                LockSupport.parkNanos(PAUSE_NANOS);
            } while (step.more);
        }
        return true;
    }

    /// Whether every secret is sealed as it would be now; false also where it was stopped. Where one is not, the next
    /// run begins again.
    boolean isComplete(BooleanSupplier stopped) {
        for (SealedTable<?> table : tables) {
            if (!isComplete(table, stopped)) {
                return false;
            }
        }
        return true;
    }

    private <R extends Record> boolean isComplete(SealedTable<R> table, BooleanSupplier stopped) {
        @Nullable Key after = null;
        do {
            Page<R> page = store.begin().scan(table.table(), Key.ALL, after, ROWS_PER_STEP);
            if (stopped.getAsBoolean()) {
                return false;
            }
            if (!page.items().stream().allMatch(row -> table.isNewest(row, sealer))) {
                beginAgain();
                return false;
            }
            after = page.next();
        } while (after != null);
        return true;
    }

    /// Where a step has ended, and whether the table has more.
    private record Step(ResealingProgress at, boolean more) {}

    /// Seals the next records of a table anew.
    private <R extends Record> Step step(SealedTable<R> table, ResealingProgress at) {
        while (true) {
            Transaction transaction = store.begin();
            @Nullable Key after = at.after() == null ? null : Key.ofEncoded(at.after());
            Page<R> page = transaction.scan(table.table(), Key.ALL, after, ROWS_PER_STEP);
            long done = at.rowsDone();
            for (R row : page.items()) {
                if (!table.isNewest(row, sealer)) {
                    transaction.put(table.table(), table.resealing().reseal(transaction, row, sealer));
                    done++;
                }
            }
            Key next = page.next();
            ResealingProgress then = new ResealingProgress(
                    at.generation(), at.table(), next == null ? at.after() : next.encoded(), done);
            if (done != at.rowsDone() || next != null) {
                transaction.put(ServerTables.RESEALING, then);
                try {
                    store.commit(transaction, List.of());
                } catch (ConflictException _) {
                    continue; // One of the records has been changed meanwhile.
                }
            }
            return new Step(then, next != null);
        }
    }

    private void beginAgain() {
        Transaction transaction = store.begin();
        transaction.delete(ServerTables.RESEALING, ServerTables.resealing());
        try {
            store.commit(transaction, List.of());
        } catch (ConflictException e) {
            throw new IllegalStateException("nobody else writes the progress", e);
        }
    }

    private @Nullable ResealingProgress at(View view, int generation) {
        ResealingProgress at = view.get(ServerTables.RESEALING, ServerTables.resealing());
        return at == null || at.generation() != generation || index(at.table()) < 0 ? null : at;
    }

    private String name(int index) {
        return tables.get(index).table().name();
    }

    private int index(String table) {
        for (int i = 0; i < tables.size(); i++) {
            if (name(i).equals(table)) {
                return i;
            }
        }
        return -1;
    }
}
