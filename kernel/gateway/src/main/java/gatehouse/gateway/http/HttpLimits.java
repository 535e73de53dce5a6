package gatehouse.gateway.http;

import java.time.Duration;

/// What one client may take of the server. Each limit has AWS's order of magnitude and protects the other clients.
///
/// - `bodyBytesMax`: a larger body is refused before it is read.
/// - `headersBytesMax`: of all of a request's headers together.
/// - `connectionsMax`: open at once; more wait in the system's backlog.
/// - `idle`: a connection without a request is closed after it.
/// - `read`: the longest silence within a request; `body`: the longest time for a whole body.
/// - `drain`: how long requests under way may take when the server stops.
public record HttpLimits(
        int bodyBytesMax,
        int headersBytesMax,
        int connectionsMax,
        Duration idle,
        Duration read,
        Duration body,
        Duration drain) {
    public static final HttpLimits DEFAULT = new HttpLimits(
            1 << 20,
            32 << 10,
            20_000,
            Duration.ofMinutes(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
}
