package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The headers behind a body in chunks: those that `X-Amz-Trailer` announces, each once, and where chunks are
/// signed `x-amz-trailer-signature` over them.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
final class Trailers {
    private static final String SIGNATURE = "x-amz-trailer-signature";

    /// A body has one checksum; more trailers than this nobody announces.
    private static final int NAMES_MAX = 8;

    private final Set<String> announced;
    private final boolean signed;
    private Headers headers = Headers.of();

    private Trailers(Set<String> announced, boolean signed) {
        this.announced = announced;
        this.signed = signed;
    }

    /// What the request announces: exactly where its kind of payload has trailers.
    static Trailers of(Headers headers, Payload.Kind kind) throws RejectedBodyException {
        Set<String> names = new HashSet<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals("x-amz-trailer")) {
                values.addAll(List.of(headers.value(i).split(",", NAMES_MAX + 1)));
            }
        }
        for (String value : values) {
            String name = value.strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || name.equals(SIGNATURE) || !names.add(name) || names.size() > NAMES_MAX) {
                throw malformed();
            }
        }
        boolean expected = switch (kind) {
            case CHUNKS_AND_TRAILER, OPEN_CHUNKS_AND_TRAILER -> true;
            case CHUNKS, HASHED, ANNOUNCED, OPEN, EVENTS -> false;
        };
        if (expected == names.isEmpty()) {
            throw malformed();
        }
        return new Trailers(names, kind == Payload.Kind.CHUNKS_AND_TRAILER);
    }

    Headers headers() {
        return headers;
    }

    /// Reads them, up to and with the empty line. `chain` is null where chunks are not signed.
    void read(ChunkLines in, @Nullable ChunkSignatures chain) throws IOException {
        Headers.Builder read = new Headers.Builder();
        Set<String> missing = new HashSet<>(announced);
        GrowableBytes canonical = new GrowableBytes(128);
        boolean verified = !signed;
        for (String line = next(in, verified); !line.isEmpty(); line = next(in, verified)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || (signed && verified)) {
                throw malformed();
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (chain != null && name.equals(SIGNATURE)) {
                requireSigned(chain, canonical, value);
                verified = true;
            } else if (missing.remove(name)) {
                read.add(name, value);
                canonical.put(name).put(':').put(value).put('\n');
            } else {
                throw malformed();
            }
        }
        if (!missing.isEmpty() || !verified) {
            throw malformed();
        }
        headers = read.build();
    }

    /// The next line. AWS's documentation ends trailers with a line feed of their own, and some clients follow
    /// it.
    private static String next(ChunkLines in, boolean verified) throws IOException {
        String line = in.line();
        return !verified && line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }

    private static void requireSigned(ChunkSignatures chain, GrowableBytes canonical, String signature)
            throws RejectedBodyException {
        if (!chain.acceptsTrailers(canonical, signature)) {
            AuthenticationFailure failure =
                    new AuthenticationFailure(Reason.MISMATCH, AuthenticationErrors.SIGNATURE_MISMATCH);
            throw new RejectedBodyException(AuthenticationErrors.of(failure, Family.REST_XML), failure);
        }
    }

    private static RejectedBodyException malformed() {
        return new RejectedBodyException(CommonException.sender(
                "MalformedTrailerError",
                400,
                "The request contained trailing data that was not well-formed or did not conform to our published"
                        + " schema."));
    }
}
