package gatehouse.wire.shape;

/// The input cannot be read as the operation's shape: broken syntax or a value of the wrong type.
public final class SerializationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// `message` goes to the client and never quotes a value.
    public SerializationException(String message) {
        super(message);
    }
}
