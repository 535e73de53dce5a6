package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import gatehouse.store.log.segment.PreparedEntry;
import gatehouse.store.log.segment.SegmentLog;
import gatehouse.store.rocks.Pending.Append;
import gatehouse.store.rocks.Pending.Closed;
import gatehouse.store.rocks.Pending.Commit;
import gatehouse.store.rocks.Pending.Job;
import gatehouse.store.rocks.Pending.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only thread that changes anything. It takes all that waits, checks each transaction against what is stored
/// and against those before it, writes what it accepts at once with one sync, shows it, and wakes the waiting.
///
/// A write that fails leaves unknown what is on the disk, so nothing is written any more until a restart.
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    /// What may wait at once; who comes later waits for a place.
    private static final int WAITING_MAX = 16_384;

    private static final int BATCH_MAX = 4096;

    /// A sync costs the same for one as for many, and so do the switches between threads around it. After a batch of
    /// many, others are about to come: they are waited for, this long for each of the last batch's.
    private static final long GATHER_NANOS_EACH = 25_000;

    private static final long GATHER_NANOS_MAX = 500_000;

    /// Where others wait for a processor, a sync takes it from them. Until so many have come it waits longer, but
    /// no longer than this.
    private static final int CROWD = 16;

    private static final long CROWD_NANOS_MAX = 2_000_000;
    private static final long CROWD_LOOK_NANOS = 100_000;
    private static final Closed CLOSED = new Closed();

    private final Database database;
    private final Rows rows;
    private final DiskGauge disk;
    private final LogRecords records = new LogRecords();
    private final Thread thread;
    private final Semaphore places = new Semaphore(WAITING_MAX);
    private final ProcessorQueue processors = new ProcessorQueue();
    /// The latest submitted; each leads to the one before.
    private final AtomicReference<@Nullable Pending> latest = new AtomicReference<>();

    final LongAdder batches = new LongAdder();
    final LongAdder entries = new LongAdder();
    final LongAdder transactions = new LongAdder();

    private @Nullable SegmentLog log;
    private volatile boolean closing;
    private int lastBatch;
    private boolean hasSeenSeveral;
    private @Nullable StoreException broken;

    Committer(Database database, Rows rows, DiskGauge disk) {
        this.database = database;
        this.rows = rows;
        this.disk = disk;
        this.thread = Thread.ofPlatform().daemon().name("store-committer").unstarted(this::run);
    }

    void start(SegmentLog of) {
        log = of;
        thread.start();
    }

    /// Hands it over and waits for the outcome.
    Outcome submit(Pending pending) {
        places.acquireUninterruptibly();
        while (true) {
            Pending before = latest.get();
            if (before == CLOSED) {
                places.release();
                throw new StoreException("the store is closed");
            }
            pending.earlier = before;
            if (latest.compareAndSet(before, pending)) {
                if (before == null) {
                    LockSupport.unpark(thread);
                }
                return pending.await();
            }
        }
    }

    /// Does what waits, and stops.
    void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            gather();
            Pending taken = latest.getAndSet(null);
            if (taken == null && closing) {
                taken = latest.getAndSet(CLOSED);
                serve(taken);
                return;
            }
            if (taken == null) {
                LockSupport.park(this);
            } else {
                serve(taken);
            }
        }
    }

    /// Lets the next batch grow, in proportion to the last one, and while the processors have other work; whoever is
    /// alone is not kept waiting.
    private void gather() {
        if (lastBatch > 1 && !closing) {
            hasSeenSeveral = true;
            long until = System.nanoTime() + Math.min(lastBatch * GATHER_NANOS_EACH, GATHER_NANOS_MAX);
            for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }
        lastBatch = 0;
        if (hasSeenSeveral && latest.get() != null) {
            gatherCrowd();
        }
    }

    private void gatherCrowd() {
        long until = System.nanoTime() + CROWD_NANOS_MAX;
        while (WAITING_MAX - places.availablePermits() < CROWD
                && !closing
                && !processors.isEmpty()
                && System.nanoTime() < until) {
            LockSupport.parkNanos(this, CROWD_LOOK_NANOS);
        }
    }

    private void serve(@Nullable Pending last) {
        List<Pending> inOrder = inOrder(last);
        int at = 0;
        while (at < inOrder.size()) {
            if (inOrder.get(at) instanceof Job job) {
                run(job);
                at++;
            } else {
                int end = at + 1;
                while (end < inOrder.size() && end - at < BATCH_MAX && !(inOrder.get(end) instanceof Job)) {
                    end++;
                }
                commit(inOrder.subList(at, end));
                at = end;
            }
        }
    }

    private static List<Pending> inOrder(@Nullable Pending last) {
        List<Pending> all = new ArrayList<>();
        Pending each = last;
        while (each != null) {
            all.add(each);
            Pending before = each.earlier;
            each.earlier = null;
            each = before;
        }
        Collections.reverse(all);
        return all;
    }

    private void run(Job job) {
        Outcome outcome = Pending.DONE;
        try {
            refuseIfBroken();
            job.work.run();
        } catch (RuntimeException e) {
            outcome = new Outcome.Failed(e);
        } finally {
            rows.applyNothing();
        }
        places.release();
        job.complete(outcome);
    }

    private void commit(List<Pending> group) {
        List<Outcome> outcomes = new ArrayList<>(group.size());
        try (Batch batch = new Batch(database, rows, records)) {
            refuseIfBroken();
            disk.refuseIfFull();
            stage(group, batch, outcomes);
            if (!batch.isEmpty()) {
                write(batch);
                show(batch);
            }
        } catch (RuntimeException e) {
            if (e != broken) {
                LOG.error("a batch of {} was refused", group.size(), e);
            }
            outcomes.clear();
            Outcome failed = new Outcome.Failed(e);
            group.forEach(each -> outcomes.add(failed));
        }
        places.release(group.size());
        lastBatch = group.size();
        for (int i = 0; i < group.size(); i++) {
            group.get(i).complete(outcomes.get(i));
        }
    }

    private void refuseIfBroken() {
        if (broken != null) {
            throw broken;
        }
    }

    private void stage(List<Pending> group, Batch batch, List<Outcome> outcomes) {
        try {
            ColumnFamilyHandle family = ((Ranges.Range) log().rangeForBatch()).family;
            long next = log().nextSequence();
            for (Pending pending : group) {
                boolean accepted = !(pending instanceof Commit commit) || commit.transaction.isValid(batch);
                if (accepted) {
                    if (pending instanceof Commit commit) {
                        batch.add(commit.transaction);
                        transactions.increment();
                    }
                    for (PreparedEntry entry : entriesOf(pending)) {
                        batch.add(family, next++, entry);
                    }
                }
                outcomes.add(accepted ? Pending.DONE : Pending.CONFLICT);
            }
        } catch (RocksDBException e) {
            throw new StoreException("a batch could not be prepared: " + e.getMessage(), e);
        }
    }

    private static List<PreparedEntry> entriesOf(Pending pending) {
        return switch (pending) {
            case Commit commit -> commit.entries;
            case Append append -> append.entries;
            case Job job -> List.of();
            case Closed closed -> List.of();
        };
    }

    private void write(Batch batch) {
        try {
            database.write(batch.written);
        } catch (RocksDBException e) {
            broken = new StoreException(
                    "the store cannot write any more (" + e.getMessage()
                            + "): make room or repair the disk, then restart",
                    e);
            LOG.error("a write failed; nothing is written any more", broken);
            throw broken;
        }
    }

    private void show(Batch batch) {
        rows.apply(batch.changes, batch.touched, () -> log().publish(batch.entries));
        batches.increment();
        entries.add(batch.entries.size());
    }

    private SegmentLog log() {
        if (log == null) {
            throw new IllegalStateException("not started");
        }
        return log;
    }
}
