package gatehouse.crypto.asymmetric;

/// A peer's public key with which no secret can be agreed: not a key, or not one of the same curve.
public final class InvalidPeerKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidPeerKeyException(String message) {
        super(message);
    }
}
