package gatehouse.wire.eventstream;

import java.io.IOException;

/// What arrived is no message, or no event that its receiver could take. The stream is at its end.
public final class MalformedMessageException extends IOException {
    private static final long serialVersionUID = 1L;

    /// `message` goes to logs and clients and never quotes a value.
    public MalformedMessageException(String message) {
        super(message);
    }
}
