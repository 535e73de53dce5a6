package gatehouse.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An HTTP/2 connection on which a test sends whatever frames it likes. Header fields are sent without a table.
final class RawHttp2Client implements AutoCloseable {
    private final RawClient connection;

    RawHttp2Client(HttpServer server, byte... settings) throws IOException {
        connection = new RawClient(server);
        connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        send(Http2Frame.SETTINGS, 0, 0, settings);
    }

    /// A frame from the server.
    record Frame(int type, int flags, int stream, byte[] payload) {
        /// The code of a RST_STREAM or GOAWAY.
        int code() {
            return ByteBuffer.wrap(payload).getInt(type == Http2Frame.GOAWAY ? Integer.BYTES : 0);
        }

        boolean isReset(int ofStream) {
            return type == Http2Frame.RST_STREAM && stream == ofStream;
        }

        /// Whether it ends a stream, or the connection, instead of serving the request. `:status 400` is 0x8c
        /// (RFC 7541, appendix A); a change of the table's size may stand before it.
        boolean isRefusal() {
            if (type == Http2Frame.RST_STREAM || type == Http2Frame.GOAWAY) {
                return true;
            }
            int first = (payload[0] & 0xe0) == 0x20 ? 3 : 0;
            return type == Http2Frame.HEADERS && payload[first] == (byte) 0x8c;
        }

        boolean endsStream(int ended) {
            return stream == ended
                    && (type == Http2Frame.DATA || type == Http2Frame.HEADERS)
                    && (flags & Http2Frame.END_STREAM) != 0;
        }
    }

    RawHttp2Client send(int type, int flags, int stream, byte... payload) throws IOException {
        connection.send(Http2Frame.of(type, flags, stream, payload));
        return this;
    }

    RawHttp2Client sendRaw(byte[] bytes) throws IOException {
        connection.send(bytes);
        return this;
    }

    /// A GET without body.
    RawHttp2Client get(int stream, String path) throws IOException {
        return send(Http2Frame.HEADERS, Http2Frame.END_HEADERS | Http2Frame.END_STREAM, stream, request("GET", path));
    }

    /// A POST whose body follows.
    RawHttp2Client post(int stream, String path, String... more) throws IOException {
        return send(Http2Frame.HEADERS, Http2Frame.END_HEADERS, stream, request("POST", path, more));
    }

    static byte[] request(String method, String path, String... more) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(fields(":method", method, ":scheme", "http", ":path", path, ":authority", "x"));
        block.writeBytes(fields(more));
        return block.toByteArray();
    }

    /// Fields without indexing, from alternating names and values of up to 126 bytes.
    static byte[] fields(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i++) {
            if (i % 2 == 0) {
                block.write(0);
            }
            byte[] text = namesAndValues[i].getBytes(StandardCharsets.US_ASCII);
            block.write(text.length);
            block.writeBytes(text);
        }
        return block.toByteArray();
    }

    /// The next frame of that kind; others are passed over. Null where the connection ends before.
    @Nullable
    Frame next(Predicate<Frame> wanted) throws IOException {
        while (true) {
            byte[] head = connection.bytes(Http2Frame.HEAD_BYTES);
            if (head.length < Http2Frame.HEAD_BYTES) {
                return null;
            }
            int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
            int stream = ByteBuffer.wrap(head, 5, Integer.BYTES).getInt();
            Frame frame = new Frame(head[3], head[4], stream, connection.bytes(length));
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    /// The code of the GOAWAY that ends the connection, -1 where it ends without one.
    int goAway() {
        try {
            Frame frame = next(each -> each.type() == Http2Frame.GOAWAY);
            return frame == null ? -1 : frame.code();
        } catch (IOException _) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
