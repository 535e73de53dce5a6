package gatehouse.identity.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;

/// How often a short secret may be guessed: after ten wrong guesses nothing is right until a minute after the first of
/// them. In memory, for as many subjects as are likely to be guessed at once.
final class Guesses {
    static final int WRONG_MAX = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int SUBJECTS_MAX = 100_000;

    private final Cache<String, Wrong> subjects =
            Caffeine.newBuilder().maximumSize(SUBJECTS_MAX).build();

    private record Wrong(Instant first, int count) {
        boolean isOver(Instant now) {
            return !now.isBefore(first.plus(WINDOW)) || now.isBefore(first);
        }
    }

    /// Whether another guess at that subject's secret counts.
    boolean mayGuess(String subject, Instant now) {
        Wrong wrong = subjects.getIfPresent(subject);
        return wrong == null || wrong.isOver(now) || wrong.count() < WRONG_MAX;
    }

    /// Notes a wrong guess.
    void wrong(String subject, Instant now) {
        subjects.asMap()
                .compute(
                        subject,
                        (_, wrong) -> wrong == null || wrong.isOver(now)
                                ? new Wrong(now, 1)
                                : new Wrong(wrong.first(), wrong.count() + 1));
    }
}
