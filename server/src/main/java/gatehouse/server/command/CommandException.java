package gatehouse.server.command;

/// A command that cannot be carried out as it was given; the message says what to do.
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }
}
