package gatehouse.wire.http;

import gatehouse.wire.shape.ServiceException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A request's body that turned out, while it was read, not to be what its head announced or its caller signed.
/// What was read so far must not take effect.
public final class RejectedBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ServiceException answer;

    public RejectedBodyException(ServiceException answer) {
        this(answer, null);
    }

    public RejectedBodyException(ServiceException answer, @Nullable Exception cause) {
        super(answer.getMessage(), cause);
        this.answer = answer;
    }

    /// What the client is to be told.
    public ServiceException answer() {
        return answer;
    }
}
