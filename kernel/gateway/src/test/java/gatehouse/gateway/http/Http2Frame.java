package gatehouse.gateway.http;

import java.nio.ByteBuffer;

/// Frames of HTTP/2 (RFC 9113, sections 4 and 6).
final class Http2Frame {
    static final int HEAD_BYTES = 9;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 0x1;
    static final int END_HEADERS = 0x4;
    static final int PADDED = 0x8;

    static final int SETTING_WINDOW_BYTES = 4;

    private Http2Frame() {}

    static byte[] of(int type, int flags, int stream, byte[] payload) {
        return begin(type, flags, stream, payload.length).put(payload).array();
    }

    static byte[] ofInt(int type, int stream, int value) {
        return begin(type, 0, stream, Integer.BYTES).putInt(value).array();
    }

    private static ByteBuffer begin(int type, int flags, int stream, int payloadBytes) {
        return ByteBuffer.allocate(HEAD_BYTES + payloadBytes)
                .put((byte) (payloadBytes >> 16))
                .putShort((short) payloadBytes)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream);
    }
}
