package gatehouse.crypto.asymmetric;

/// A message that the algorithm does not take: too long, a digest of another length, or a message type that
/// the algorithm has not.
public final class InvalidMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidMessageException(String message) {
        super(message);
    }
}
