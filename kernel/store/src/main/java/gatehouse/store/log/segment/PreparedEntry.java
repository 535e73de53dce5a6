package gatehouse.store.log.segment;

import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.util.List;

/// An entry as it is stored and indexed, prepared by its own thread so that the committer only copies.
/// `hashes` holds the hash of the entry's account and region, then one per attribute.
public record PreparedEntry(byte[] stored, long millis, long[] hashes) {
    public static PreparedEntry of(LogEntry entry) {
        List<Attribute> attributes = entry.attributes();
        long[] hashes = new long[attributes.size() + 1];
        long scope = Hashes.scope(entry.account(), entry.region());
        hashes[0] = scope;
        for (int i = 0; i < attributes.size(); i++) {
            hashes[i + 1] = Hashes.attribute(scope, attributes.get(i));
        }
        return new PreparedEntry(EntryFormat.encode(entry), entry.time().toEpochMilli(), hashes);
    }
}
