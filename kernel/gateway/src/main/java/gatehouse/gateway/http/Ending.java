package gatehouse.gateway.http;

import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What is left to do when an answer has been sent, or has failed: the client may be waited for again.
final class Ending implements Callback {
    private final Watch watch;
    private final Waiting connection;
    private final Callback callback;
    private @Nullable Waiting answer;
    private @Nullable Http2Request http2;

    Ending(Watch watch, Waiting connection, Callback callback) {
        this.watch = watch;
        this.connection = connection;
        this.callback = callback;
    }

    void ofHttp2(Http2Request request) {
        http2 = request;
    }

    /// The client is to take the answer, or the next piece of it, from now on.
    void answering() {
        if (answer == null) {
            answer = watch.answering(connection);
        } else {
            answer.start();
        }
    }

    /// The next piece of the answer is not made yet.
    void making() {
        if (answer != null) {
            answer.pause();
        }
    }

    @Override
    public void succeeded() {
        end();
        if (http2 == null) {
            callback.succeeded();
        } else {
            http2.end(callback);
        }
    }

    @Override
    public void failed(Throwable failure) {
        end();
        callback.failed(failure);
    }

    @Override
    public InvocationType getInvocationType() {
        return callback.getInvocationType();
    }

    private void end() {
        if (answer != null) {
            watch.taken(answer);
        }
        connection.end();
    }
}
