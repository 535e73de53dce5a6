package gatehouse.store.log.segment;

import java.util.List;

/// What the log needs of the engine that commits its entries.
public interface LogStorage {
    /// A new range for entries from `first` on; called by the committer.
    RawEntries create(long first);

    /// Runs `change` on the committer, between two batches, and waits for it.
    void alone(Runnable change);

    /// Makes it durable that these segments exist, and those do not any more; called by the committer.
    void record(List<SegmentInfo> added, List<SegmentInfo> removed);

    /// Removes a range that was sealed or reset; those who read it may go on until it is closed.
    void drop(RawEntries range);
}
