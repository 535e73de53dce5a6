package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The lines and data that a body in `aws-chunked` encoding is made of. Lines end with CR LF and nothing else.
final class ChunkLines {
    /// A chunk's head has 200 bytes at most, a trailer with a checksum 150.
    private static final int LINE_BYTES_MAX = 1024;

    private final BufferedInputStream in;

    ChunkLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /// The next line, without its end.
    String line() throws IOException {
        GrowableBytes line = new GrowableBytes(128);
        for (int next = byteHere(); next != '\r'; next = byteHere()) {
            if (line.size() == LINE_BYTES_MAX) {
                throw AwsChunkedInput.incomplete();
            }
            line.put(next);
        }
        if (byteHere() != '\n') {
            throw AwsChunkedInput.incomplete();
        }
        return line.utf8();
    }

    void requireLineEnd() throws IOException {
        if (byteHere() != '\r' || byteHere() != '\n') {
            throw AwsChunkedInput.incomplete();
        }
    }

    /// All of that many bytes. Memory is taken as they arrive.
    byte[] data(int size) throws IOException {
        byte[] data = in.readNBytes(size);
        if (data.length < size) {
            throw AwsChunkedInput.incomplete();
        }
        return data;
    }

    /// At least one byte.
    int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
            throw AwsChunkedInput.incomplete();
        }
        return count;
    }

    void requireEnd() throws IOException {
        if (in.read() >= 0) {
            throw AwsChunkedInput.incomplete();
        }
    }

    void close() throws IOException {
        in.close();
    }

    private int byteHere() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw AwsChunkedInput.incomplete();
        }
        return next;
    }
}
