package gatehouse.wire.sigv4;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.shape.CommonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Takes the `aws-chunked` encoding off a request whose own signature was checked.
final class ChunkedBody {
    private static final String ENCODING = "aws-chunked";

    private ChunkedBody() {}

    /// The request as if it had come without the encoding: with the data's length, and with the trailers among
    /// the headers where the body was here; where it arrives as a stream, that is a
    /// [gatehouse.wire.http.TrailingHeaders].
    ///
    /// @throws AuthenticationFailure where a chunk's signature is wrong
    /// @throws gatehouse.wire.shape.ServiceException where the encoding is broken, as S3 has it
    static HttpRequest decoded(HttpRequest request, Payload.Kind kind, Verifier verifier) throws AuthenticationFailure {
        try {
            return decode(request, kind, verifier);
        } catch (RejectedBodyException e) {
            if (e.getCause() instanceof AuthenticationFailure failure) {
                throw failure;
            }
            throw e.answer();
        } catch (IOException e) {
            throw new UncheckedIOException("an array can be read", e);
        }
    }

    private static HttpRequest decode(HttpRequest request, Payload.Kind kind, Verifier verifier) throws IOException {
        long length = decodedLength(request.headers());
        Trailers trailers = Trailers.of(request.headers(), kind);
        @Nullable
        ChunkSignatures signatures = switch (kind) {
            case CHUNKS, CHUNKS_AND_TRAILER -> new ChunkSignatures(verifier);
            case OPEN_CHUNKS_AND_TRAILER, HASHED, ANNOUNCED, OPEN, EVENTS -> null;
        };
        InputStream stream = request.stream();
        InputStream raw = stream == null ? new ByteArrayInputStream(request.body()) : stream;
        AwsChunkedInput data = new AwsChunkedInput(new ChunkLines(raw), signatures, trailers, length);
        Headers.Builder headers = headers(request.headers(), length);
        if (stream != null) {
            return request.with(headers.build(), data);
        }
        byte[] body = data.readAllBytes();
        Headers trailing = data.trailingHeaders();
        for (int i = 0; i < trailing.size(); i++) {
            headers.add(trailing.name(i), trailing.value(i));
        }
        return request.with(headers.build(), body);
    }

    private static long decodedLength(Headers headers) {
        String only = null;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals("x-amz-decoded-content-length")) {
                // A second one makes a length that is none.
                only = only == null ? headers.value(i).strip() : "";
            }
        }
        try {
            long length = only == null ? -1 : Long.parseUnsignedLong(only);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException _) {
            // Answered as if there were none.
        }
        throw CommonException.sender("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
    }

    private static Headers.Builder headers(Headers original, long length) {
        Headers.Builder headers = new Headers.Builder();
        for (int i = 0; i < original.size(); i++) {
            String name = original.name(i);
            if (name.equals("content-encoding")) {
                String others = withoutChunked(original.value(i));
                if (!others.isEmpty()) {
                    headers.add(name, others);
                }
            } else if (!name.equals("content-length") && !name.equals("transfer-encoding")) {
                headers.add(name, original.value(i));
            }
        }
        return headers.add("content-length", Long.toString(length));
    }

    private static String withoutChunked(String encodings) {
        StringBuilder others = new StringBuilder();
        for (String each : encodings.split(",", -1)) {
            String encoding = each.strip();
            if (!encoding.isEmpty() && !encoding.toLowerCase(Locale.ROOT).equals(ENCODING)) {
                others.append(others.isEmpty() ? "" : ",").append(encoding);
            }
        }
        return others.toString();
    }
}
