package gatehouse.crypto.pkcs11;

import java.time.Duration;

/// How much a token may be asked at once, and how long one waits for it.
///
/// - `sessionsMax`: calls that the token works on at the same time, each in a session and a thread of its own.
/// - `waitingMax`: calls that wait for one of these; more are refused at once.
/// - `callMax`: how long a call waits and works altogether before its caller is told.
/// - `keyPairMax`: likewise for making a key pair, for which an HSM searches primes.
/// - `handlesMax`: keys whose handles are remembered.
public record TokenLimits(int sessionsMax, int waitingMax, Duration callMax, Duration keyPairMax, int handlesMax) {
    public static final TokenLimits DEFAULTS =
            new TokenLimits(8, 256, Duration.ofSeconds(5), Duration.ofSeconds(60), 10_000);
}
