package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;

/// The chain of signatures of a body that comes in chunks: each signs its chunk and the signature before it, the
/// first the request's own.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html
final class ChunkSignatures {
    private static final byte[] OF_NOTHING = new Sha256().hash(new byte[0]);

    private final Verifier verifier;
    private String previous;

    ChunkSignatures(Verifier verifier) {
        this.verifier = verifier;
        this.previous = verifier.signature().signature();
    }

    boolean acceptsChunk(byte[] data, String hex) {
        GrowableBytes out = head("-PAYLOAD").putHex(OF_NOTHING).put('\n');
        return accepts(out.putHex(verifier.sha256().hash(data)), hex);
    }

    /// `trailers` is `name:value` with a line feed for each.
    boolean acceptsTrailers(GrowableBytes trailers, String hex) {
        byte[] hash = verifier.sha256().hash(trailers);
        return accepts(head("-TRAILER").putHex(hash), hex);
    }

    private GrowableBytes head(String suffix) {
        GrowableBytes out = new GrowableBytes(320);
        return StringToSign.putHead(out, suffix, verifier.signature())
                .put(previous)
                .put('\n');
    }

    private boolean accepts(GrowableBytes stringToSign, String padded) {
        String hex = withoutPadding(padded);
        boolean accepted = verifier.accepts(stringToSign, hex);
        previous = hex;
        return accepted;
    }

    /// Signers fill asymmetric signatures up with asterisks, so that the body's length is known in advance.
    private static String withoutPadding(String hex) {
        int end = hex.length();
        while (end > 0 && hex.charAt(end - 1) == '*') {
            end--;
        }
        return hex.substring(0, end);
    }
}
