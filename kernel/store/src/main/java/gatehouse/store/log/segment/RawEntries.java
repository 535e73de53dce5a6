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

    /// A pass over the entries from `from` on and before `to`, which copies them to where they are needed.
    Pass pass(long from, long to);

    /// Ends its use; readers are gone by then.
    void close();

    /// Stands before the first entry at first.
    interface Pass extends AutoCloseable {
        /// Goes to the next entry, which has to be there.
        void next();

        /// Copies as much of the entry's stored form as there is room for; returns how long it is.
        int copy(byte[] into, int offset);

        @Override
        void close();
    }

    /// Takes stored entries; says whether it wants more.
    @FunctionalInterface
    interface Sink {
        boolean take(long sequence, byte[] stored);
    }
}
