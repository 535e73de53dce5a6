package gatehouse.store;

/// Something that the transaction read has changed since: start again.
public final class ConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConflictException() {
        super("a record that was read has changed", null, false, false);
    }
}
