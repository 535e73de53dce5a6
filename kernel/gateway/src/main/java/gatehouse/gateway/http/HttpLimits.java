package gatehouse.gateway.http;

import java.time.Duration;

/// What one client may take of the server. Each limit has AWS's order of magnitude and protects the other clients.
///
/// - `bodyBytesMax`: a larger body is refused before it is read.
/// - `headersBytesMax`: of all of a request's headers together.
/// - `connectionsMax`: open at once; more wait in the system's backlog.
/// - `idle`: a connection is closed where from one request to the answer of the next it takes longer (up to a quarter
///   more): silence, and headers and bodies that trickle in, count alike.
/// - `drain`: how long requests under way may take when the server stops.
public record HttpLimits(int bodyBytesMax, int headersBytesMax, int connectionsMax, Duration idle, Duration drain) {
    public static final HttpLimits DEFAULT =
            new HttpLimits(1 << 20, 32 << 10, 20_000, Duration.ofMinutes(2), Duration.ofSeconds(10));
}
