package gatehouse.wire.shape;

import org.jspecify.annotations.Nullable;

/// An error that a client is meant to see: the generated exceptions of each model extend it, and
/// [CommonException] holds those that every service shares. Its stack trace is not filled in: it is an answer,
/// not a failure of ours.
public abstract class ServiceException extends RuntimeException implements Shape {
    private static final long serialVersionUID = 1L;

    protected ServiceException(@Nullable String message) {
        super(message, null, false, false);
    }

    /// Code, status and fault.
    public abstract ErrorInfo error();
}
