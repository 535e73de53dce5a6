package gatehouse.wire.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that is judged while it is read. Where its length is known, the check comes before the last bytes are
/// handed on, so that a reader who counts and never asks for the end cannot miss it.
public final class CheckedInput extends FilterInputStream {
    /// For [#CheckedInput]: nobody knows the length before the end.
    public static final long UNKNOWN_LENGTH = -1;

    private final BodyCheck check;
    private long left;
    private boolean finished;

    public CheckedInput(InputStream in, long lengthBytes, BodyCheck check) throws IOException {
        super(in);
        this.check = check;
        this.left = lengthBytes < 0 ? Long.MAX_VALUE : lengthBytes;
        if (left == 0 && read() >= 0) {
            throw new IOException("a body without a length has bytes");
        }
    }

    /// The length that the head announces, or [#UNKNOWN_LENGTH].
    public static long lengthOf(HttpRequest request) {
        String length = request.headers().first("content-length");
        try {
            return length == null ? UNKNOWN_LENGTH : Math.max(Long.parseLong(length.strip()), UNKNOWN_LENGTH);
        } catch (NumberFormatException _) {
            return UNKNOWN_LENGTH;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
            finish();
            return count;
        }
        check.update(bytes, offset, count);
        left -= count;
        if (left <= 0) {
            finish();
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : read(new byte[(int) Math.min(count, 8192)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void finish() throws RejectedBodyException {
        if (!finished) {
            finished = true;
            check.finish();
        }
    }
}
