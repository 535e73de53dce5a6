package gatehouse.store.log.segment;

import gatehouse.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The file of a sealed segment, format 1. Numbers are big-endian.
///
/// | part | content |
/// |---|---|
/// | head | `GHSEGMT` and the format (1 byte) |
/// | blocks | 64 entries each, as a zstd frame with its checksum: each entry's length (4 bytes) and stored form |
/// | lists | for each hash that several entries have: their ordinals, the newest first, as varints of the differences;
/// a CRC-32C |
/// | table | pages of 4,096 bytes: the number of rows (4 bytes), rows sorted by hash (unsigned), padding, a CRC-32C |
/// | footer | first sequence, entries, least and greatest time, blocks, pages, where lists and table begin; each
/// block's begin and times; each page's first hash; a CRC-32C |
/// | tail | the footer's begin and length, `GHSE` |
///
/// A row of the table is a hash (8 bytes), how many entries have it (4), where their list begins (8; the ordinal
/// itself where it is one entry), and the list's length with its CRC (4). So an absent value costs one page.
final class SegmentFormat {
    static final byte FORMAT = 1;
    static final byte[] HEAD = {'G', 'H', 'S', 'E', 'G', 'M', 'T', FORMAT};
    static final int TAIL_MAGIC = 0x47485345;
    static final int TAIL_BYTES = Long.BYTES + 2 * Integer.BYTES;
    static final int BLOCK_ENTRIES = 64;
    static final int PAGE_BYTES = 4096;
    static final int ROW_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;
    static final int PAGE_ROWS = (PAGE_BYTES - 2 * Integer.BYTES) / ROW_BYTES;
    static final int CRC_BYTES = Integer.BYTES;
    static final int FOOTER_FIXED_BYTES = 5 * Long.BYTES + 3 * Integer.BYTES;
    static final int FOOTER_BLOCK_BYTES = 3 * Long.BYTES;

    private SegmentFormat() {}

    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /// Checks the CRC-32C in the last four bytes.
    static void check(Path file, String part, byte[] bytes) {
        int length = bytes.length - CRC_BYTES;
        if (ByteBuffer.wrap(bytes).getInt(length) != crc(bytes, length)) {
            throw damaged(file, part, null);
        }
    }

    static StoreException damaged(Path file, String part, @Nullable Throwable cause) {
        return new StoreException(
                "the event log's file " + file + " is damaged (" + part + "): restore it from a backup", cause);
    }
}
