package gatehouse.wire.sigv4;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.http.TrailingHeaders;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The data of a body in `aws-chunked` encoding. No byte of a signed chunk is handed on before its signature was
/// checked, and the last byte not before the end of the body was.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
final class AwsChunkedInput extends InputStream implements TrailingHeaders {
    /// A signed chunk is held until it is checked; SDKs send 64 KiB to 1 MiB.
    static final int SIGNED_CHUNK_BYTES_MAX = 16 << 20;

    /// Every chunk but the last has at least this, in S3.
    static final int CHUNK_BYTES_MIN = 8192;

    /// A 64-bit length in hexadecimal digits.
    private static final int SIZE_DIGITS_MAX = 16;

    private static final String SIGNATURE = ";chunk-signature=";

    private final ChunkLines in;
    private final @Nullable ChunkSignatures signatures;
    private final Trailers trailers;
    private long undecodedBytes;
    private byte[] chunk = {};
    private int chunkAt;
    private long openBytes;
    private boolean shortChunk;
    private boolean ended;

    /// `signatures` is null where chunks are not signed; `decodedBytes` is how much data there must be.
    AwsChunkedInput(ChunkLines in, @Nullable ChunkSignatures signatures, Trailers trailers, long decodedBytes)
            throws RejectedBodyException {
        this.in = in;
        this.signatures = signatures;
        this.trailers = trailers;
        this.undecodedBytes = decodedBytes;
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
        if (chunkAt == chunk.length && openBytes == 0 && !ended) {
            nextChunk();
            if (undecodedBytes == 0 && openBytes == 0 && !ended) {
                nextChunk();
            }
        }
        if (chunkAt < chunk.length) {
            int count = Math.min(length, chunk.length - chunkAt);
            System.arraycopy(chunk, chunkAt, bytes, offset, count);
            chunkAt += count;
            return count;
        }
        return openBytes > 0 ? readOpen(bytes, offset, length) : -1;
    }

    private int readOpen(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, (int) Math.min(length, openBytes));
        openBytes -= count;
        if (openBytes == 0) {
            in.requireLineEnd();
            if (undecodedBytes == 0) {
                nextChunk();
            }
        }
        return count;
    }

    /// Reads the next chunk's head, and its data where it is signed; behind the last one all that is left.
    private void nextChunk() throws IOException {
        String line = in.line();
        int semicolon = line.indexOf(';');
        long size = size(semicolon < 0 ? line : line.substring(0, semicolon));
        String signature = signature(line, semicolon);
        if (size > undecodedBytes) {
            throw incomplete();
        }
        if (size > 0 && shortChunk) {
            throw new RejectedBodyException(CommonException.sender(
                    "InvalidChunkSizeError",
                    403,
                    "Only the last chunk is allowed to have a size less than " + CHUNK_BYTES_MIN + " bytes"));
        }
        shortChunk = size < CHUNK_BYTES_MIN;
        undecodedBytes -= size;
        ChunkSignatures chain = signatures;
        if (chain == null) {
            openBytes = size;
        } else {
            readSigned(chain, size, signature);
        }
        if (size == 0) {
            if (undecodedBytes != 0) {
                throw incomplete();
            }
            trailers.read(in, chain);
            in.requireEnd();
            ended = true;
        }
    }

    private void readSigned(ChunkSignatures chain, long size, String signature) throws IOException {
        if (size > SIGNED_CHUNK_BYTES_MAX) {
            throw new RejectedBodyException(CommonException.sender(
                    "InvalidRequest", 400, "A signed chunk may have at most " + SIGNED_CHUNK_BYTES_MAX + " bytes."));
        }
        byte[] data = in.data((int) size);
        if (!chain.acceptsChunk(data, signature)) {
            AuthenticationFailure failure =
                    new AuthenticationFailure(Reason.MISMATCH, AuthenticationErrors.SIGNATURE_MISMATCH);
            throw new RejectedBodyException(AuthenticationErrors.of(failure, Family.REST_XML), failure);
        }
        if (size > 0) {
            in.requireLineEnd();
            chunk = data;
            chunkAt = 0;
        }
    }

    private static long size(String digits) throws RejectedBodyException {
        if (digits.isEmpty() || digits.length() > SIZE_DIGITS_MAX) {
            throw incomplete();
        }
        long size = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0 || size >> 59 != 0) {
                throw incomplete();
            }
            size = (size << 4) | digit;
        }
        return size;
    }

    private String signature(String line, int semicolon) throws RejectedBodyException {
        if (signatures == null) {
            if (semicolon >= 0) {
                throw incomplete();
            }
            return "";
        }
        if (semicolon < 0 || !line.startsWith(SIGNATURE, semicolon)) {
            throw incomplete();
        }
        return line.substring(semicolon + SIGNATURE.length());
    }

    static RejectedBodyException incomplete() {
        return new RejectedBodyException(
                CommonException.sender("IncompleteBody", 400, "The request body terminated unexpectedly"));
    }

    @Override
    public Headers trailingHeaders() {
        if (!ended) {
            throw new IllegalStateException("trailing headers come at the end");
        }
        return trailers.headers();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
