package gatehouse.store.log.segment;

/// The stored entries of one range of the tail, in the engine that commits them.
public interface RawEntries {
    /// The sequence of its first entry.
    long first();

    /// How many entries it holds, from the first on without gaps.
    long count();

    /// The stored form of an entry that it holds.
    byte[] get(long sequence);

    /// Offers the entries from `from` on and before `to`, in order, until the sink has enough.
    void read(long from, long to, Sink sink);

    /// Ends its use; readers are gone by then.
    void close();

    /// Takes stored entries; says whether it wants more.
    @FunctionalInterface
    interface Sink {
        boolean take(long sequence, byte[] stored);
    }
}
