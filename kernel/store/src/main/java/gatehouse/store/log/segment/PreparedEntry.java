package gatehouse.store.log.segment;

import gatehouse.store.log.LogEntry;

/// An entry as it is stored and indexed, prepared by its own thread so that the committer only copies.
/// `hashes` holds the hash of the entry's account and region, then one per attribute.
public record PreparedEntry(byte[] stored, long millis, long[] hashes) {
    public static PreparedEntry of(LogEntry entry) {
        return EntryWriter.write(entry);
    }
}
