package gatehouse.keys.kms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The services' time, which stands still until a test moves it.
final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }
}
