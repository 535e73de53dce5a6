package gatehouse.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Response;

/// Frames an answer of unknown length for HTTP/1.1, each chunk whole: Jetty holds a chunk's line end back until the
/// next chunk, and a client that waits for it (Python's urllib3, so botocore and the AWS CLI) would see each event only
/// when the next one is there.
///
/// Source: https://www.rfc-editor.org/rfc/rfc9112#section-7.1
final class Chunks {
    private static final byte[] LAST = {'0', '\r', '\n', '\r', '\n'};
    private static final int FRAME_BYTES_MAX = Integer.BYTES * 2 + 4;

    private Chunks() {}

    /// Says in the head that chunks come, and that they are the connection's last; returns whether the answer is to be
    /// framed by us. HTTP/2 has frames of its own, and HTTP/1.0 none.
    static boolean frame(Response response) {
        if (response.getRequest().getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1) {
            return false;
        }
        HttpFields.Mutable fields = response.getHeaders();
        fields.put(HttpHeader.CONNECTION, "close");
        // Without Jetty's own constant for the name it is sent as it is, and Jetty does not frame the body again.
        fields.add(new HttpField(null, "Transfer-Encoding", "chunked"));
        return true;
    }

    static ByteBuffer chunk(byte[] bytes, int offset, int length) {
        return ByteBuffer.allocate(FRAME_BYTES_MAX + length)
                .put(Integer.toHexString(length).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))
                .put(LAST, 1, 2)
                .put(bytes, offset, length)
                .put(LAST, 1, 2)
                .flip();
    }

    static ByteBuffer last() {
        return ByteBuffer.wrap(LAST);
    }
}
