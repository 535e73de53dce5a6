package gatehouse.wire.sigv4;

import org.jspecify.annotations.Nullable;

/// Why a request is not authentic. Checked, so that no caller forgets it; what the client sees of it is in
/// [AuthenticationErrors].
public final class AuthenticationFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final Placement placement;
    private final @Nullable String s3Words;

    /// `detail` is the part of AWS's message that depends on the request.
    public AuthenticationFailure(Reason reason, @Nullable String detail) {
        this(reason, detail, Placement.HEADER, null);
    }

    private AuthenticationFailure(
            Reason reason, @Nullable String detail, Placement placement, @Nullable String s3Words) {
        super(detail, null, false, false);
        this.reason = reason;
        this.placement = placement;
        this.s3Words = s3Words;
    }

    /// The same failure of a signature in that place.
    AuthenticationFailure in(Placement place) {
        return new AuthenticationFailure(reason, getMessage(), place, s3Words);
    }

    /// The same failure with the words that S3 has for it.
    AuthenticationFailure inS3(String words) {
        return new AuthenticationFailure(reason, getMessage(), placement, words);
    }

    public Reason reason() {
        return reason;
    }

    /// Where the signature was, as far as it matters to the answer.
    Placement placement() {
        return placement;
    }

    @Nullable
    String s3Words() {
        return s3Words;
    }

    public enum Reason {
        /// No authentication at all.
        MISSING_TOKEN,
        /// An Authorization header, or parameters of the query, that lack parts or have wrong ones.
        INCOMPLETE,
        /// Both a header and parameters of the query.
        AMBIGUOUS,
        /// An access key that is unknown, inactive or deleted.
        UNKNOWN_KEY,
        /// A session token that is missing where the key needs it, or that was not issued here for this key.
        INVALID_TOKEN,
        EXPIRED_TOKEN,
        /// Signed too long ago.
        EXPIRED,
        /// Signed for a time that is not yet.
        NOT_YET_CURRENT,
        /// The scope's date, region or service is not the request's.
        WRONG_SCOPE,
        /// A header that must be signed is not, or one that is signed is not there.
        WRONG_HEADERS,
        /// S3's `x-amz-content-sha256` is not there.
        PAYLOAD_UNDECLARED,
        /// S3's `x-amz-content-sha256` says nothing that it may say.
        PAYLOAD_MISDECLARED,
        /// The body's hash is not the one that was signed.
        PAYLOAD_MISMATCH,
        /// The computed signature is another one.
        MISMATCH
    }
}
