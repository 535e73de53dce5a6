package gatehouse.wire.encoding;

import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.shape.CommonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// What gzip compressed, in one or several members (RFC 1952). Anything that is not gzip to its last byte is
/// refused, and so is what grows beyond its limits.
final class GunzipInput extends InputStream {
    /// A body of metrics or text shrinks by a factor of 5 to 30; zeros shrink by 1,000.
    static final int RATIO_MAX = 100;

    /// Small bodies may grow beyond the ratio.
    static final long FREE_BYTES = 1 << 20;

    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xE0;

    private final InputStream in;
    private final long decodedBytesMax;
    private final Inflater inflater = new Inflater(true);

    /// Of a member's header, then of its data.
    private final CRC32 crc = new CRC32();

    private final byte[] buffer = new byte[4096];
    private int at;
    private int end;
    private long compressedBytes;
    private long decodedBytes;
    private boolean inMember;
    private boolean ended;

    GunzipInput(InputStream in, long decodedBytesMax) {
        this.in = in;
        this.decodedBytesMax = decodedBytesMax;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember) {
                readHeader();
            }
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                return count;
            }
            readTrailer();
        }
        return -1;
    }

    /// Zero at the member's end.
    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(bytes, offset, length);
            while (count == 0 && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw broken();
                }
                if (!fill()) {
                    throw broken();
                }
                inflater.setInput(buffer, 0, end);
                at = end;
                count = inflater.inflate(bytes, offset, length);
            }
            crc.update(bytes, offset, count);
            decodedBytes += count;
            requireWithinLimits();
            return count;
        } catch (DataFormatException _) {
            throw broken();
        }
    }

    private void requireWithinLimits() throws RejectedBodyException {
        boolean tooDense = decodedBytes > FREE_BYTES && decodedBytes > compressedBytes * RATIO_MAX;
        if (decodedBytes > decodedBytesMax || tooDense) {
            throw new RejectedBodyException(CommonException.sender(
                    "RequestEntityTooLarge",
                    413,
                    tooDense
                            ? "The request's body is more than " + RATIO_MAX + " times as long decompressed."
                            : "The request's body has more than " + decodedBytesMax + " bytes decompressed."));
        }
    }

    private void readHeader() throws IOException {
        crc.reset();
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw broken();
        }
        int flags = next();
        if ((flags & FLAGS_RESERVED) != 0) {
            throw broken();
        }
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(next() | (next() << 8));
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            long expected = crc.getValue() & 0xFFFF;
            if ((next() | (next() << 8)) != expected) {
                throw broken();
            }
        }
        inflater.reset();
        crc.reset();
        inflater.setInput(buffer, at, end - at);
        at = end;
        inMember = true;
    }

    private void readTrailer() throws IOException {
        at = end - inflater.getRemaining();
        long size = inflater.getBytesWritten() & 0xFFFFFFFFL;
        long checksum = crc.getValue();
        if (number() != checksum || number() != size) {
            throw broken();
        }
        inMember = false;
        ended = at == end && !fill();
    }

    /// Four bytes, the least significant first.
    private long number() throws IOException {
        return next() | (next() << 8) | (next() << 16) | ((long) next() << 24);
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // A name or comment ends with a zero.
        }
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw broken();
        }
        crc.update(buffer[at]);
        return buffer[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(count, 0);
        compressedBytes += end;
        return count > 0;
    }

    private static RejectedBodyException broken() {
        return new RejectedBodyException(
                CommonException.sender("SerializationException", 400, "The request's body is not valid gzip."));
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
