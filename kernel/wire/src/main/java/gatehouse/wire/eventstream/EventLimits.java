package gatehouse.wire.eventstream;

/// How much one message may hold.
///
/// Source: https://smithy.io/2.0/aws/amazon-eventstream.html
public final class EventLimits {
    /// Of all headers, encoded: the specification's limit.
    public static final int HEADERS_BYTES_MAX = 128 * 1024;

    /// Of a payload that is sent: the specification's limit.
    public static final int SENT_PAYLOAD_BYTES_MAX = 24 * 1024 * 1024;

    /// Of a payload that is received: less than the specification's 24 MiB, because a message is held whole. AWS's
    /// own clients send at most a few dozen KiB of sound or text at once.
    public static final int RECEIVED_PAYLOAD_BYTES_MAX = 4 * 1024 * 1024;

    /// Of one header's text or bytes: the specification's limit.
    public static final int VALUE_BYTES_MAX = 32 * 1024 - 1;

    /// Of a header's name: what its length byte can say.
    public static final int NAME_BYTES_MAX = 255;

    private EventLimits() {}
}
