package gatehouse.wire.eventstream;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The messages of a stream, of which the first may be looked at before it is taken.
final class Messages {
    private final InputStream in;
    private final MessageReader reader;
    private @Nullable Message ahead;

    Messages(InputStream in) {
        this.in = in;
        this.reader = new MessageReader(in);
    }

    @Nullable
    Message next() throws IOException {
        Message first = ahead;
        if (first != null) {
            ahead = null;
            return first;
        }
        return reader.next();
    }

    /// The message that [#next] will return, or null at the end.
    @Nullable
    Message peek() throws IOException {
        if (ahead == null) {
            ahead = reader.next();
        }
        return ahead;
    }

    void close() {
        try {
            in.close();
        } catch (IOException _) {
            // Nobody waits for what is left.
        }
    }
}
