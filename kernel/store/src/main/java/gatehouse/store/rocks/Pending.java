package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import gatehouse.store.log.segment.PreparedEntry;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Something that a thread waits for the committer to do.
abstract sealed class Pending {
    private final Thread waiter = Thread.currentThread();
    /// The one that was submitted before this one.
    @Nullable
    Pending earlier;

    private volatile @Nullable Outcome outcome;

    sealed interface Outcome {
        record Done() implements Outcome {}

        record Conflict() implements Outcome {}

        record Failed(RuntimeException reason) implements Outcome {}
    }

    static final Outcome DONE = new Outcome.Done();
    static final Outcome CONFLICT = new Outcome.Conflict();

    /// A transaction and its entries.
    static final class Commit extends Pending {
        final RocksTransaction transaction;
        final List<PreparedEntry> entries;

        Commit(RocksTransaction transaction, List<PreparedEntry> entries) {
            this.transaction = transaction;
            this.entries = entries;
        }
    }

    /// Entries alone.
    static final class Append extends Pending {
        final List<PreparedEntry> entries;

        Append(List<PreparedEntry> entries) {
            this.entries = entries;
        }
    }

    /// Something to be done between two batches.
    static final class Job extends Pending {
        final Runnable work;

        Job(Runnable work) {
            this.work = work;
        }
    }

    /// Stands in the queue's place when the committer has stopped.
    static final class Closed extends Pending {}

    /// Tells the waiter.
    void complete(Outcome with) {
        outcome = with;
        LockSupport.unpark(waiter);
    }

    /// Waits, whatever interrupts: the change may happen, and the caller must know.
    Outcome await() {
        boolean interrupted = false;
        Outcome result = outcome;
        while (result == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
            result = outcome;
        }
        if (interrupted) {
            waiter.interrupt();
        }
        return result;
    }

    static RuntimeException thrown(Outcome.Failed failed) {
        // Each waiter throws its own: a shared exception would mix the stacks of many threads.
        return new StoreException(String.valueOf(failed.reason().getMessage()), failed.reason());
    }
}
