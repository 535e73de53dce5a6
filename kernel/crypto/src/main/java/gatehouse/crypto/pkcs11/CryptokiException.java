package gatehouse.crypto.pkcs11;

import java.util.Locale;

/// A function of a library that answered with an error.
final class CryptokiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int answer;

    CryptokiException(int function, long answer) {
        super(String.format(Locale.ROOT, "the library's function %d answered 0x%X", function, answer));
        this.answer = (int) answer;
    }

    int answer() {
        return answer;
    }

    /// Whether the call was refused because what it stood on is gone: the token has done nothing, and the same may be
    /// asked again in a new session.
    boolean isLostSession() {
        return switch (answer) {
            case Ck.SESSION_CLOSED,
                    Ck.SESSION_HANDLE_INVALID,
                    Ck.SLOT_ID_INVALID,
                    Ck.USER_NOT_LOGGED_IN,
                    Ck.KEY_HANDLE_INVALID,
                    Ck.OBJECT_HANDLE_INVALID,
                    Ck.DEVICE_REMOVED,
                    Ck.TOKEN_NOT_PRESENT,
                    Ck.TOKEN_NOT_RECOGNIZED,
                    Ck.CRYPTOKI_NOT_INITIALIZED -> true;
            default -> false;
        };
    }

    /// Whether the token or the library failed, rather than that it refused what it was asked.
    boolean isTheTokens() {
        return failure() == TokenFailure.UNAVAILABLE;
    }

    /// What it is for who asked.
    TokenException forCaller(TokenLocation token) {
        String what = switch (failure()) {
            case WRONG_PIN -> "does not accept the PIN";
            case PIN_LOCKED -> "has locked its PIN";
            case NO_USER -> "has no user PIN yet";
            case INVALID_CIPHERTEXT -> "does not decrypt this";
            case UNSUPPORTED -> "cannot do this: " + getMessage();
            case UNAVAILABLE, TIMED_OUT, IN_USE, NO_SUCH_KEY, KEY_EXISTS -> "failed: " + getMessage();
        };
        return new TokenException(failure(), token, what, this);
    }

    private TokenFailure failure() {
        return switch (answer) {
            case Ck.PIN_INCORRECT, Ck.PIN_INVALID, Ck.PIN_LEN_RANGE, Ck.PIN_EXPIRED -> TokenFailure.WRONG_PIN;
            case Ck.PIN_LOCKED -> TokenFailure.PIN_LOCKED;
            case Ck.USER_PIN_NOT_INITIALIZED -> TokenFailure.NO_USER;
            case Ck.ENCRYPTED_DATA_INVALID, Ck.ENCRYPTED_DATA_LEN_RANGE -> TokenFailure.INVALID_CIPHERTEXT;
            case Ck.FUNCTION_NOT_SUPPORTED,
                    Ck.MECHANISM_INVALID,
                    Ck.MECHANISM_PARAM_INVALID,
                    Ck.KEY_FUNCTION_NOT_PERMITTED,
                    Ck.DATA_LEN_RANGE -> TokenFailure.UNSUPPORTED;
            default -> TokenFailure.UNAVAILABLE;
        };
    }
}
