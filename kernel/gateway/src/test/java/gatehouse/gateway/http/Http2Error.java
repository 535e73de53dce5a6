package gatehouse.gateway.http;

import java.io.IOException;

/// What ends an HTTP/2 connection: a code for the client (RFC 9113, section 7), never a log line.
final class Http2Error extends IOException {
    static final int NO_ERROR = 0;
    static final int PROTOCOL = 1;
    static final int INTERNAL = 2;
    static final int FLOW_CONTROL = 3;
    static final int FRAME_SIZE = 6;
    static final int REFUSED_STREAM = 7;
    static final int CANCEL = 8;
    static final int COMPRESSION = 9;
    static final int ENHANCE_YOUR_CALM = 11;

    private static final long serialVersionUID = 1L;

    private final int code;

    Http2Error(int code, String reason) {
        super(reason);
        this.code = code;
    }

    int code() {
        return code;
    }

    /// Without a stack trace: whoever sends nonsense must not make the server pay for it.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
