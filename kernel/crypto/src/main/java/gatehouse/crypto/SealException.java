package gatehouse.crypto;

/// A sealed secret that does not open: changed, sealed for another identity or under another root key.
public final class SealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealException(String message) {
        super(message);
    }
}
