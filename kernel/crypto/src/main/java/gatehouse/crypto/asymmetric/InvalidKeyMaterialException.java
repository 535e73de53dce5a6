package gatehouse.crypto.asymmetric;

/// Key material that is not a key of the spec: of another kind, size or curve, or inconsistent in itself. The
/// message holds nothing of it.
public final class InvalidKeyMaterialException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidKeyMaterialException(String message) {
        super(message);
    }
}
