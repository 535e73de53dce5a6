package gatehouse.crypto;

/// A passphrase or PIN that is not the right one.
public final class WrongRootSecretException extends RootKeyException {
    private static final long serialVersionUID = 1L;

    WrongRootSecretException(String message) {
        super(message);
    }
}
