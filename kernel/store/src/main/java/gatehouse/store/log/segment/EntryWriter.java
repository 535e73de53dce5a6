package gatehouse.store.log.segment;

import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.nio.ByteBuffer;

/// Writes an entry's stored form and hashes what it is found by in the same pass. A hash is over a text's characters
/// and what is stored over its bytes: both are the same as long as all is ASCII, which is nearly always so. Where it
/// is not, [EntryFormat#encode] writes the entry anew.
final class EntryWriter {
    private final LogEntry entry;
    private final ByteBuffer out;
    private final long[] hashes;
    /// All bits of all characters so far.
    private int bits;

    private EntryWriter(LogEntry entry) {
        this.entry = entry;
        this.out = ByteBuffer.allocate(asciiBytes(entry));
        this.hashes = new long[1 + entry.attributes().size()];
    }

    static PreparedEntry write(LogEntry entry) {
        EntryWriter writer = new EntryWriter(entry);
        writer.write();
        byte[] stored = writer.bits < 0x80 ? writer.out.array() : EntryFormat.encode(entry);
        return new PreparedEntry(stored, entry.time().toEpochMilli(), writer.hashes);
    }

    private static int asciiBytes(LogEntry entry) {
        int bytes = EntryFormat.bytesBesideTexts(entry)
                + EntryFormat.textBytes(entry.account().length())
                + EntryFormat.textBytes(entry.region().length());
        for (Attribute attribute : entry.attributes()) {
            bytes += EntryFormat.textBytes(attribute.name().length())
                    + EntryFormat.textBytes(attribute.value().length());
        }
        return bytes;
    }

    private void write() {
        EntryFormat.putHead(out, entry.time());
        long scope = Hashes.mix(text(text(Hashes.BASIS, entry.account()), entry.region()));
        hashes[0] = scope;
        EntryFormat.putVarint(out, entry.attributes().size());
        int at = 1;
        for (Attribute attribute : entry.attributes()) {
            hashes[at++] = Hashes.mix(text(text(scope, attribute.name()), attribute.value()));
        }
        out.put(entry.buffer(), 0, entry.bodyBytes());
    }

    /// Writes the text, and returns the hash with it.
    private long text(long hash, String text) {
        int length = text.length();
        EntryFormat.putVarint(out, length);
        byte[] to = out.array();
        int at = out.position();
        int seen = 0;
        long h = hash;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            to[at + i] = (byte) c;
            seen |= c;
            h = Hashes.add(h, c);
        }
        bits |= seen;
        out.position(at + length);
        return Hashes.endText(h);
    }
}
