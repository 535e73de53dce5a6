package gatehouse.gateway.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/// A request on an HTTP/2 connection, which others share.
record Http2Request(Request request, Body body) {
    /// How long a client may take to see that its request is answered, before it is told to stop sending.
    private static final long SEEN_MILLIS = 500;

    /// Ends an exchange whose answer has been sent.
    void end(Callback callback) {
        if (body.isOver()) {
            callback.succeeded();
            return;
        }
        // A client that is told to stop before it has looked at the answer may throw it away.
        request.getConnectionMetaData()
                .getConnector()
                .getScheduler()
                .schedule(
                        () -> {
                            stopSending();
                            callback.succeeded();
                        },
                        SEEN_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /// Says that the answer is whole although its request was not read (RFC 9113, section 8.1). The HTTP server itself
    /// would cancel the stream.
    private void stopSending() {
        if (request.getConnectionMetaData().getConnection() instanceof HTTP2Connection connection) {
            int id = Integer.parseInt(request.getId());
            Stream stream = connection.getSession().getStream(id);
            if (stream != null) {
                stream.reset(new ResetFrame(id, ErrorCode.NO_ERROR.code), Callback.NOOP);
            }
        }
    }
}
