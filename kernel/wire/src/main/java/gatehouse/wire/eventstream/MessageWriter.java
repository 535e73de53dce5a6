package gatehouse.wire.eventstream;

import gatehouse.wire.buffer.GrowableBytes;
import java.util.zip.CRC32;

/// Messages in their binary form: lengths, headers and payload, with a checksum after the lengths and one at the end.
///
/// Source: https://smithy.io/2.0/aws/amazon-eventstream.html
public final class MessageWriter {
    static final int LENGTHS_BYTES = 8;
    static final int PRELUDE_BYTES = 12;
    static final int CHECKSUM_BYTES = 4;
    static final int OVERHEAD_BYTES = PRELUDE_BYTES + CHECKSUM_BYTES;

    private static final int TYPICAL_HEADERS_BYTES = 128;

    private MessageWriter() {}

    /// The message's bytes.
    ///
    /// @throws IllegalArgumentException where it is beyond [EventLimits]
    public static byte[] write(Message message) {
        GrowableBytes headers = headers(message);
        int payloadBytes = message.payload().length;
        if (headers.size() > EventLimits.HEADERS_BYTES_MAX || payloadBytes > EventLimits.SENT_PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a message with " + headers.size() + " bytes of headers and " + payloadBytes + " of payload");
        }
        int total = OVERHEAD_BYTES + headers.size() + payloadBytes;
        GrowableBytes out = new GrowableBytes(total);
        HeaderCodec.bigEndian(total, 4, out);
        HeaderCodec.bigEndian(headers.size(), 4, out);
        CRC32 checksum = new CRC32();
        checksum.update(out.array(), 0, LENGTHS_BYTES);
        HeaderCodec.bigEndian(checksum.getValue(), CHECKSUM_BYTES, out);
        out.put(headers.array(), 0, headers.size()).put(message.payload());
        checksum.update(out.array(), LENGTHS_BYTES, out.size() - LENGTHS_BYTES);
        HeaderCodec.bigEndian(checksum.getValue(), CHECKSUM_BYTES, out);
        return out.toByteArray();
    }

    /// The headers alone in their binary form, as signatures have them.
    public static GrowableBytes headers(Message message) {
        GrowableBytes headers = new GrowableBytes(TYPICAL_HEADERS_BYTES);
        HeaderCodec.write(message.headers(), headers);
        return headers;
    }
}
