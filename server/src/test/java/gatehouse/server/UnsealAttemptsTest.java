package gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnsealAttemptsTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final UnsealAttempts attempts = new UnsealAttempts(() -> now);

    @Test
    void afterFiveWrongAttemptsThereIsNoneForAMinute() {
        for (int i = 0; i < UnsealAttempts.WRONG_MAX; i++) {
            assertThat(attempts.begin()).isTrue();
            attempts.end(true);
            now = now.plusSeconds(1);
        }
        assertThat(attempts.begin()).isFalse();
        now = now.plus(UnsealAttempts.WINDOW).minusSeconds(UnsealAttempts.WRONG_MAX);
        assertThat(attempts.begin()).isFalse();
        now = now.plus(Duration.ofSeconds(2));
        assertThat(attempts.begin()).isTrue();
    }

    @Test
    void oneAttemptIsMadeAtATime() {
        assertThat(attempts.begin()).isTrue();
        assertThat(attempts.begin()).isFalse();
        attempts.end(false);
        assertThat(attempts.begin()).isTrue();
    }
}
