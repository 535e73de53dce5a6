package gatehouse.gateway.http;

import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What is left to do when an answer has been sent, or has failed: the client may be waited for again.
final class Ending implements Callback {
    private final Watch watch;
    private final Waiting connection;
    private final Callback callback;
    private final Consumer<Callback> last;
    private @Nullable Waiting answer;

    /// `last` is given the callback when the answer has been sent.
    Ending(Watch watch, Waiting connection, Callback callback, Consumer<Callback> last) {
        this.watch = watch;
        this.connection = connection;
        this.callback = callback;
        this.last = last;
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
        last.accept(callback);
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
