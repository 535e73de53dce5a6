package gatehouse.wire.sigv4;

import gatehouse.wire.http.BodyCheck;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;

/// Holds a body that arrives as a stream against the hash that was signed.
final class PayloadCheck implements BodyCheck {
    private final Sha256 sha256 = new Sha256();
    private final String expected;
    private final Family family;

    PayloadCheck(String expected, Family family) {
        this.expected = expected;
        this.family = family;
    }

    static AuthenticationFailure failure() {
        return new AuthenticationFailure(Reason.PAYLOAD_MISMATCH, AuthenticationErrors.SIGNATURE_MISMATCH);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
    }

    @Override
    public void finish() throws RejectedBodyException {
        if (!Sha256.isHexOf(sha256.finish(), expected)) {
            AuthenticationFailure failure = failure();
            throw new RejectedBodyException(AuthenticationErrors.of(failure, family), failure);
        }
    }
}
