package gatehouse.gateway.http;

import java.io.IOException;

/// Why a request is not taken: it is answered with the status alone, and without a word in the log, so that nobody can
/// fill it. Its connection is closed where nobody knows where the next request would begin.
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String reason) {
        super(reason);
        this.status = status;
    }

    int status() {
        return status;
    }

    /// Without a stack trace: who refuses a million requests must not pay for a million of them.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
