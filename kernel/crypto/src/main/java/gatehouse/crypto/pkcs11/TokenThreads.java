package gatehouse.crypto.pkcs11;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The threads of one token. A native call cannot be interrupted: where a library hangs, these threads hang, and
/// nobody else; who waits for them is told in time, and once all of them hang, at once.
final class TokenThreads {
    private static final Duration IDLE = Duration.ofSeconds(30);

    /// One for each token that was ever asked: whoever asks next meets the same queue, and no new threads are made
    /// for a library that still holds the old ones.
    private static final Map<TokenLocation, TokenThreads> BY_TOKEN = new ConcurrentHashMap<>();

    private final TokenLocation token;
    private final TokenLimits limits;
    private final ThreadPoolExecutor threads;

    /// Calls that are still inside the library although their callers were told that they took too long.
    private final AtomicInteger overdue = new AtomicInteger();

    private TokenThreads(TokenLocation token, TokenLimits limits) {
        this.token = token;
        this.limits = limits;
        this.threads = new ThreadPoolExecutor(
                limits.sessionsMax(),
                limits.sessionsMax(),
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(limits.waitingMax()),
                Thread.ofPlatform()
                        .daemon()
                        .name("pkcs11 " + token.label() + " ", 0)
                        .factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// The threads of a token; `limits` are those of whoever comes first.
    static TokenThreads of(TokenLocation token, TokenLimits limits) {
        return BY_TOKEN.computeIfAbsent(token, _ -> new TokenThreads(token, limits));
    }

    /// Runs `work` on a thread of the token, and waits for it as long as the limit for calls says.
    <T> T run(TokenWork<T> work) throws TokenException {
        return run(work, limits.callMax());
    }

    /// Likewise, and waits for it that long.
    <T> T run(TokenWork<T> work, Duration max) throws TokenException {
        if (overdue.get() >= limits.sessionsMax()) {
            throw new TokenException(TokenFailure.TIMED_OUT, token, "still does not answer earlier calls");
        }
        Attempt<T> attempt = new Attempt<>(work);
        try {
            Future<T> future = threads.submit(attempt);
            try {
                return future.get(max.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                future.cancel(false); // What still waits is not begun any more.
                attempt.giveUp();
                throw new TokenException(
                        TokenFailure.TIMED_OUT, token, "did not answer within " + max.toMillis() + " ms");
            }
        } catch (RejectedExecutionException _) {
            throw new TokenException(TokenFailure.TIMED_OUT, token, "has too many calls waiting");
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            attempt.giveUp();
            Thread.currentThread().interrupt();
            throw new TokenException(TokenFailure.UNAVAILABLE, token, "was not waited for", e);
        }
    }

    /// Runs what ends something, and does not wait for it where calls are overdue already.
    void end(TokenWork<?> work) {
        try {
            if (overdue.get() == 0) {
                run(work);
            } else {
                threads.execute(new FutureTask<>(new Attempt<>(work)));
            }
        } catch (TokenException | RejectedExecutionException _) {
            // The library hangs: its sessions end with the process, or when it begins anew.
        }
    }

    private TokenException failed(@Nullable Throwable cause) {
        return switch (cause) {
            case TokenException known -> known;
            case CryptokiException answer -> answer.forCaller(token);
            case LinkageError library ->
                new TokenException(TokenFailure.UNAVAILABLE, token, "has no library: " + library.getMessage(), library);
            case RuntimeException bug -> throw bug;
            case null, default ->
                throw new IllegalStateException("A call of a token threw what it does not declare", cause);
        };
    }

    /// What a thread of a token does.
    @FunctionalInterface
    interface TokenWork<T> {
        T run() throws TokenException, CryptokiException;
    }

    /// One call: counted as overdue from when its caller gives up until it ends.
    private final class Attempt<T> implements Callable<T> {
        private final TokenWork<T> work;
        private State state = State.WAITING;

        Attempt(TokenWork<T> work) {
            this.work = work;
        }

        @Override
        public T call() throws TokenException, CryptokiException {
            move(State.RUNNING);
            try {
                return work.run();
            } finally {
                move(State.DONE);
            }
        }

        void giveUp() {
            move(State.GIVEN_UP);
        }

        private synchronized void move(State next) {
            if (next == State.GIVEN_UP) {
                if (state == State.RUNNING) {
                    overdue.incrementAndGet();
                    state = State.GIVEN_UP;
                }
            } else {
                if (state == State.GIVEN_UP) {
                    overdue.decrementAndGet();
                }
                state = next;
            }
        }
    }

    private enum State {
        WAITING,
        RUNNING,
        GIVEN_UP,
        DONE
    }
}
