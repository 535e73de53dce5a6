package gatehouse.wire.eventstream;

import gatehouse.wire.http.PacedBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Takes messages from bytes as they arrive. Memory is taken only for bytes that are there, and at most for
/// [EventLimits#RECEIVED_PAYLOAD_BYTES_MAX] and the headers twice. With each message a [PacedBody] begins anew. By one
/// thread.
///
/// Source: https://smithy.io/2.0/aws/amazon-eventstream.html
public final class MessageReader {
    private final InputStream in;

    /// Where one message is broken nobody knows where the next one begins.
    private boolean broken;

    public MessageReader(InputStream in) {
        this.in = in;
    }

    /// The next message, or null where the stream ends after a whole one. Nothing is read ahead.
    ///
    /// @throws MalformedMessageException where the stream ends within a message, a checksum or length is wrong, a
    ///     message is too long, its headers are broken, or a message before it was any of this
    public @Nullable Message next() throws IOException {
        if (broken) {
            throw new MalformedMessageException("A message before this one was broken");
        }
        broken = true;
        Message message = read();
        broken = false;
        if (in instanceof PacedBody paced) {
            paced.beginAnew();
        }
        return message;
    }

    private @Nullable Message read() throws IOException {
        byte[] prelude = in.readNBytes(MessageWriter.PRELUDE_BYTES);
        if (prelude.length == 0) {
            return null;
        }
        requireWhole(prelude, MessageWriter.PRELUDE_BYTES);
        CRC32 checksum = new CRC32();
        checksum.update(prelude, 0, MessageWriter.LENGTHS_BYTES);
        ByteBuffer lengths = ByteBuffer.wrap(prelude);
        long total = Integer.toUnsignedLong(lengths.getInt());
        long headersLength = Integer.toUnsignedLong(lengths.getInt());
        requireChecksum(checksum, lengths.getInt());
        long payloadLength = total - headersLength - MessageWriter.OVERHEAD_BYTES;
        requireWithinLimits(headersLength, payloadLength);
        int length = (int) (headersLength + payloadLength);
        byte[] rest = in.readNBytes(length + MessageWriter.CHECKSUM_BYTES);
        requireWhole(rest, length + MessageWriter.CHECKSUM_BYTES);
        checksum.update(prelude, MessageWriter.LENGTHS_BYTES, MessageWriter.CHECKSUM_BYTES);
        checksum.update(rest, 0, length);
        requireChecksum(
                checksum,
                ByteBuffer.wrap(rest, length, MessageWriter.CHECKSUM_BYTES).getInt());
        Map<String, HeaderValue> headers = HeaderCodec.read(rest, (int) headersLength);
        return new Message(headers, Arrays.copyOfRange(rest, (int) headersLength, length));
    }

    private static void requireWhole(byte[] bytes, int length) throws MalformedMessageException {
        if (bytes.length < length) {
            throw new MalformedMessageException("The stream ends within a message");
        }
    }

    private static void requireChecksum(CRC32 checksum, int sent) throws MalformedMessageException {
        if ((int) checksum.getValue() != sent) {
            throw new MalformedMessageException("A message's checksum is wrong");
        }
    }

    private static void requireWithinLimits(long headers, long payload) throws MalformedMessageException {
        if (payload < 0) {
            throw new MalformedMessageException("A message's lengths contradict each other");
        }
        if (headers > EventLimits.HEADERS_BYTES_MAX) {
            throw new MalformedMessageException(
                    "A message has more than " + EventLimits.HEADERS_BYTES_MAX + " bytes of headers");
        }
        if (payload > EventLimits.RECEIVED_PAYLOAD_BYTES_MAX) {
            throw new MalformedMessageException(
                    "A message has a payload of more than " + EventLimits.RECEIVED_PAYLOAD_BYTES_MAX + " bytes");
        }
    }
}
