package gatehouse.gateway.http;

import java.time.Duration;

/// What one client may take of the server. Each limit has AWS's order of magnitude and protects the other clients;
/// `docs/limits.md` lists them with their values.
///
/// - `bodyBytesMax`: a larger body is refused before it is read, unless its service takes larger ones
///   ([HttpHandler#bodyBytesMax]) or its operation takes it as a stream.
/// - `headersBytesMax`: of a request's line and all of its headers together.
/// - `connectionsMax`: open at once; more wait in the system's backlog.
/// - `streamsMax`: requests under way at once on one HTTP/2 connection; more are refused and may be sent again.
/// - `bodiesBytesMax`: what bodies above 16 KiB may hold together while they arrive; others are told to come again.
/// - `idle`: a connection is closed, an HTTP/2 stream ended, where the client keeps the server waiting for longer:
///   silence, and headers and bodies that trickle in, count alike. Of a streamed body, each 64 KiB have that time.
/// - `handshake`: how long a client may take to establish TLS.
/// - `drain`: how long requests under way may take when the server stops.
public record HttpLimits(
        int bodyBytesMax,
        int headersBytesMax,
        int connectionsMax,
        int streamsMax,
        int bodiesBytesMax,
        Duration idle,
        Duration handshake,
        Duration drain) {
    public static final HttpLimits DEFAULT = new HttpLimits(
            1 << 20,
            32 << 10,
            20_000,
            100,
            256 << 20,
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));
}
