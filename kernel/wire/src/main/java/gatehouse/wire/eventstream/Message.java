package gatehouse.wire.eventstream;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One message of a stream: headers in their order, and a payload, which belongs to the message.
public record Message(Map<String, HeaderValue> headers, byte[] payload) {
    static final String MESSAGE_TYPE = ":message-type";
    static final String EVENT_TYPE = ":event-type";
    static final String EXCEPTION_TYPE = ":exception-type";
    static final String CONTENT_TYPE = ":content-type";
    static final String ERROR_CODE = ":error-code";
    static final String ERROR_MESSAGE = ":error-message";

    static final String EVENT = "event";
    static final String EXCEPTION = "exception";
    static final String ERROR = "error";

    public Message {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /// The text of a header, or null where there is none, or one of another type.
    @Nullable
    String text(String header) {
        return headers.get(header) instanceof HeaderValue.Text text ? text.value() : null;
    }

    @Override
    public String toString() {
        return "Message[" + headers.keySet() + ", " + payload.length + " bytes]";
    }
}
