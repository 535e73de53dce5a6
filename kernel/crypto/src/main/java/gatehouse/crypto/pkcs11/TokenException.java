package gatehouse.crypto.pkcs11;

import org.jspecify.annotations.Nullable;

/// A token did not do what it was asked. The message names the token, never its PIN or what it should work on.
public final class TokenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final TokenFailure failure;

    TokenException(TokenFailure failure, TokenLocation token, String what) {
        this(failure, token, what, null);
    }

    TokenException(TokenFailure failure, TokenLocation token, String what, @Nullable Throwable cause) {
        super("The token " + token.label() + " " + what, cause);
        this.failure = failure;
    }

    public TokenFailure failure() {
        return failure;
    }
}
