package gatehouse.wire.checksum;

import java.util.zip.Checksum;

/// CRC-64/NVME, eight bytes at a time.
///
/// Source: NVM Express NVM Command Set Specification 1.0d, section 5.2.1.3.4
public final class Crc64Nvme implements Checksum {
    /// The polynomial AD93D23594C93659, its bits reversed.
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    /// `TABLES[k][b]` is what byte `b` does to the checksum when `k` bytes follow it.
    private static final long[][] TABLES = tables();

    private long crc = -1L;

    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int b = 0; b < 256; b++) {
            long crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ (-(crc & 1) & POLYNOMIAL);
            }
            tables[0][b] = crc;
        }
        for (int k = 1; k < 8; k++) {
            for (int b = 0; b < 256; b++) {
                long before = tables[k - 1][b];
                tables[k][b] = tables[0][(int) before & 0xFF] ^ (before >>> 8);
            }
        }
        return tables;
    }

    @Override
    public void update(int oneByte) {
        crc = TABLES[0][(int) (crc ^ oneByte) & 0xFF] ^ (crc >>> 8);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int i = offset;
        int end = offset + length;
        for (; i + 8 <= end; i += 8) {
            long mixed = crc;
            for (int k = 0; k < 8; k++) {
                mixed ^= (bytes[i + k] & 0xFFL) << (8 * k);
            }
            long next = 0;
            for (int k = 0; k < 8; k++) {
                next ^= TABLES[7 - k][(int) (mixed >>> (8 * k)) & 0xFF];
            }
            crc = next;
        }
        for (; i < end; i++) {
            update(bytes[i]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1L;
    }
}
