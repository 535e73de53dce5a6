package gatehouse.wire.sigv4;

/// Why a request is not authentic. Checked, so that no caller forgets it; what the client sees of it is in
/// [AuthenticationErrors].
public final class AuthenticationFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// `detail` is the part of AWS's message that depends on the request.
    public AuthenticationFailure(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /// No authentication at all.
        MISSING_TOKEN,
        /// An Authorization header that lacks parts or has wrong ones.
        INCOMPLETE,
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
        /// The computed signature is another one.
        MISMATCH
    }
}
