package gatehouse.store.log.segment;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Which entries of a segment have which hash, while the segment is being made: a hash table whose slots point to
/// the newest entry, and from each to the next older one.
final class Postings {
    private static final int NONE = -1;

    private long[] hashes = new long[1 << 12];
    private int[] newest = filled(1 << 12);
    private int slotsUsed;
    private final int[] ordinals;
    private final int[] older;
    private int count;

    /// For at most so many pairs of an entry and a hash.
    Postings(int pairsMax) {
        ordinals = new int[pairsMax];
        older = new int[pairsMax];
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }

    /// Notes that an entry has a hash; ordinals come in ascending order.
    void add(long hash, int ordinal) {
        if (slotsUsed * 2 >= hashes.length) {
            grow();
        }
        int slot = slot(hash);
        int before = newest[slot];
        if (before != NONE && ordinals[before] == ordinal) {
            return;
        }
        if (before == NONE) {
            hashes[slot] = hash;
            slotsUsed++;
        }
        ordinals[count] = ordinal;
        older[count] = before;
        newest[slot] = count++;
    }

    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (newest[slot] != NONE && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldNewest = newest;
        hashes = new long[2 * oldHashes.length];
        newest = filled(hashes.length);
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldNewest[i] != NONE) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                newest[slot] = oldNewest[i];
            }
        }
    }

    /// All hashes, sorted as unsigned numbers.
    long[] sortedHashes() {
        long[] sorted = new long[slotsUsed];
        int at = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (newest[i] != NONE) {
                sorted[at++] = hashes[i] ^ Long.MIN_VALUE;
            }
        }
        Arrays.sort(sorted);
        for (int i = 0; i < at; i++) {
            sorted[i] ^= Long.MIN_VALUE;
        }
        return sorted;
    }

    /// The newest pair with this hash, which is there.
    int newestOf(long hash) {
        return newest[slot(hash)];
    }

    int ordinalOf(int pair) {
        return ordinals[pair];
    }

    /// How many entries have the hash of this pair, up to its own.
    int countFrom(int pair) {
        int entries = 0;
        for (int at = pair; at != NONE; at = older[at]) {
            entries++;
        }
        return entries;
    }

    /// The list from this pair on as it is stored, its CRC behind it.
    byte[] listFrom(int pair, int entries) {
        ByteBuffer out = ByteBuffer.allocate(5 * entries + SegmentFormat.CRC_BYTES);
        int before = 0;
        boolean isFirst = true;
        for (int at = pair; at != NONE; at = older[at]) {
            EntryFormat.putVarint(out, isFirst ? ordinals[at] : before - ordinals[at]);
            before = ordinals[at];
            isFirst = false;
        }
        out.putInt(SegmentFormat.crc(out.array(), out.position()));
        return Arrays.copyOf(out.array(), out.position());
    }
}
