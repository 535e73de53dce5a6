package gatehouse.wire.sigv4;

import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.shape.CommonException;

/// The one table of authentication errors: code, status and words by reason and protocol family.
public final class AuthenticationErrors {
    private AuthenticationErrors() {}

    public static CommonException of(AuthenticationFailure failure, Protocol.Family family) {
        throw new UnsupportedOperationException();
    }
}
