package gatehouse.wire.http;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// An answer. The headers do not hold `Content-Length` and `Date`: the server adds them; where the body is `streamed`,
/// `body` is empty, and a `Content-Length` among the headers says how much will come.
public record HttpResponse(
        int status, Headers headers, byte[] body, @Nullable Streamed streamed) {
    /// An answer whose body is here.
    public HttpResponse(int status, Headers headers, byte[] body) {
        this(status, headers, body, null);
    }

    /// A body that is written while it leaves, by the request's own thread. Where it fails, and its format has no words
    /// for that, the connection is cut off, so that no client takes the part for the whole.
    @FunctionalInterface
    public interface Streamed {
        void writeTo(OutputStream out) throws IOException;

        /// Ends a body whose [#writeTo] has failed with a word of its format that says so; false where it has none.
        default boolean writeFailure(OutputStream out) throws IOException {
            return false;
        }
    }

    @Override
    public String toString() {
        return status + " (" + (streamed == null ? body.length + " bytes" : "a stream") + ")";
    }
}
