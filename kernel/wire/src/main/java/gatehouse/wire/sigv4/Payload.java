package gatehouse.wire.sigv4;

import gatehouse.wire.http.CheckedInput;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import gatehouse.wire.sigv4.SignatureRules.Payloads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// How a request's signature covers its body: `declared` is what `X-Amz-Content-Sha256` says, null where nothing
/// does; `hash` is the body's own, null where it is not asked for or not known yet.
record Payload(Kind kind, @Nullable String declared, byte @Nullable [] hash) {
    static final String CONTENT_SHA256 = "x-amz-content-sha256";
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    enum Kind {
        /// The signature holds the body's hash.
        HASHED,
        /// The signature holds a hash that the body, which arrives as a stream, must turn out to have.
        ANNOUNCED,
        /// Nothing is known of the body.
        OPEN,
        /// The body is events, each with its signature.
        EVENTS,
        /// The body comes in chunks, each with its signature.
        CHUNKS,
        /// As [#CHUNKS], with signed trailers.
        CHUNKS_AND_TRAILER,
        /// The body comes in chunks and trailers that are not signed.
        OPEN_CHUNKS_AND_TRAILER;

        boolean isChunked() {
            return switch (this) {
                case HASHED, ANNOUNCED, OPEN, EVENTS -> false;
                case CHUNKS, CHUNKS_AND_TRAILER, OPEN_CHUNKS_AND_TRAILER -> true;
            };
        }
    }

    static Payload of(HttpRequest request, SignatureV4 signature, SignatureRules rules, Sha256 sha256)
            throws AuthenticationFailure {
        String header = HeaderValues.atMostOnce(request.headers(), CONTENT_SHA256);
        String declared = header == null ? null : header.strip();
        return rules.payloads() == Payloads.S3
                ? ofS3(request, signature, declared, sha256)
                : areEvents(request, signature, declared)
                        ? new Payload(Kind.EVENTS, declared, null)
                        : ordinary(request, declared, rules, sha256);
    }

    /// Only an operation that takes its body as a stream takes events.
    private static boolean areEvents(HttpRequest request, SignatureV4 signature, @Nullable String declared) {
        return declared != null
                && declared.equals("STREAMING-" + signature.algorithm().word() + "-EVENTS")
                && request.stream() != null;
    }

    private static Payload ordinary(HttpRequest request, @Nullable String declared, SignatureRules rules, Sha256 sha256)
            throws AuthenticationFailure {
        if (UNSIGNED.equals(declared) && rules.payloads() == Payloads.MAY_BE_UNSIGNED) {
            return new Payload(Kind.OPEN, declared, null);
        }
        if (request.stream() == null) {
            return new Payload(Kind.HASHED, declared, sha256.hash(request.body()));
        }
        if (declared == null || !isHash(declared)) {
            throw new AuthenticationFailure(
                    Reason.MISMATCH, "A body that is streamed requires its hash in 'x-amz-content-sha256'.");
        }
        return new Payload(Kind.ANNOUNCED, declared, null);
    }

    private static Payload ofS3(HttpRequest request, SignatureV4 signature, @Nullable String header, Sha256 sha256)
            throws AuthenticationFailure {
        String declared = header == null ? presignedDefault(request, signature) : header;
        if (declared.equals(UNSIGNED)) {
            return new Payload(Kind.OPEN, declared, null);
        }
        if (isHash(declared)) {
            return request.stream() == null
                    ? new Payload(Kind.HASHED, declared, sha256.hash(request.body()))
                    : new Payload(Kind.ANNOUNCED, declared, null);
        }
        String chunks = "STREAMING-" + signature.algorithm().word() + "-PAYLOAD";
        Kind kind = declared.equals(chunks)
                ? Kind.CHUNKS
                : declared.equals(chunks + "-TRAILER")
                        ? Kind.CHUNKS_AND_TRAILER
                        : declared.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER") ? Kind.OPEN_CHUNKS_AND_TRAILER : null;
        if (kind == null || signature.placement() == Placement.QUERY) {
            throw new AuthenticationFailure(Reason.PAYLOAD_MISDECLARED, "");
        }
        return new Payload(kind, declared, null);
    }

    private static String presignedDefault(HttpRequest request, SignatureV4 signature) throws AuthenticationFailure {
        if (signature.placement() == Placement.HEADER) {
            throw new AuthenticationFailure(Reason.PAYLOAD_UNDECLARED, "");
        }
        QueryParameters query = QueryParameters.read(request.rawQuery());
        String parameter = query == null ? null : query.get(QueryParameters.CONTENT_SHA256);
        return parameter == null ? UNSIGNED : parameter;
    }

    /// Whether what is declared is what the body has, as far as that is known by now.
    boolean isAsDeclared() {
        return kind != Kind.HASHED || declared == null || Sha256.isHexOf(hashNow(), declared);
    }

    private byte[] hashNow() {
        byte[] known = hash;
        if (known == null) {
            throw new IllegalStateException("a hashed payload has its hash");
        }
        return known;
    }

    /// The request with a body that is checked while it is read.
    HttpRequest announced(HttpRequest request, SignatureRules rules) throws AuthenticationFailure {
        var stream = request.stream();
        String expected = declared;
        if (kind != Kind.ANNOUNCED || stream == null || expected == null) {
            return request;
        }
        PayloadCheck check = new PayloadCheck(expected, rules.family());
        try {
            return request.with(request.headers(), new CheckedInput(stream, CheckedInput.lengthOf(request), check));
        } catch (RejectedBodyException _) {
            throw PayloadCheck.failure();
        } catch (IOException e) {
            throw new UncheckedIOException("an empty body cannot be read", e);
        }
    }

    /// The request with a body of the messages within those that are signed.
    HttpRequest events(HttpRequest request, Verifier verifier, SignatureRules rules) {
        InputStream stream = request.stream();
        return kind != Kind.EVENTS || stream == null
                ? request
                : request.with(request.headers(), new SignedEventInput(stream, verifier, rules.family()));
    }

    private static boolean isHash(String text) {
        return text.length() == 64 && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
