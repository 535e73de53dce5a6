package gatehouse.gateway.http;

/// Why an HTTP/2 stream or connection ends (RFC 9113, section 7).
final class Http2Error {
    static final int NO_ERROR = 0;
    static final int PROTOCOL = 1;
    static final int INTERNAL = 2;
    static final int FLOW_CONTROL = 3;
    static final int FRAME_SIZE = 6;
    static final int REFUSED_STREAM = 7;
    static final int CANCEL = 8;
    static final int COMPRESSION = 9;
    static final int ENHANCE_YOUR_CALM = 11;

    private Http2Error() {}
}
