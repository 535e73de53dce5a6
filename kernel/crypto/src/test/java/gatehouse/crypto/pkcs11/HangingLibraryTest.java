package gatehouse.crypto.pkcs11;

import static gatehouse.crypto.pkcs11.TokenTest.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// A library that hangs, and one whose device goes away: a real one between SoftHSM2 and us (`hanging.c`).
class HangingLibraryTest {
    private static final TokenLimits LIMITS = new TokenLimits(4, 4, Duration.ofSeconds(2), Duration.ofSeconds(2), 100);
    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    private Path folder;

    private HangingLibrary library;
    private Token token;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        library = new HangingLibrary(folder);
        String label = "hanging " + test.getTestMethod().orElseThrow().getName().hashCode();
        token = Token.open(library.newToken(label), SoftHsm.pin(), LIMITS);
        token.generateAesKey("key");
    }

    @AfterEach
    void close() throws Exception {
        library.recover();
        token.close();
    }

    @Test
    void whoAsksAHangingTokenIsToldInTimeAndNobodyElseWaits() throws Exception {
        TokenLocation calm = SoftHsm.get().newToken("calm");
        try (Token other = Token.open(calm, SoftHsm.pin(), TokenLimits.DEFAULTS);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            other.generateAesKey("key");
            library.hang();
            List<Future<?>> waiting = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                waiting.add(
                        callers.submit(() -> fails(TokenFailure.TIMED_OUT, () -> token.encrypt("key", DATA, DATA))));
            }
            assertThat(other.decrypt("key", DATA, other.encrypt("key", DATA, DATA)))
                    .isEqualTo(DATA);
            for (Future<?> each : waiting) {
                each.get();
            }
            // All its threads hang: nobody waits for them any more.
            long before = System.nanoTime();
            fails(TokenFailure.TIMED_OUT, () -> token.encrypt("key", DATA, DATA));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMITS.callMax());

            library.recover();
            assertThat(encryptOnceItAnswers()).hasSize(DATA.length + 28);
        }
    }

    /// No such ciphertext could ever be opened again, and there is no such memory.
    @Test
    void whatIsNotAsLongAsItMustBeIsTheTokensFailure() throws Exception {
        for (long bytes : new long[] {0, 3, DATA.length + 15, DATA.length + 17, 1L << 40, -1}) {
            library.tellLength(bytes);
            fails(TokenFailure.UNAVAILABLE, () -> token.encrypt("key", DATA, DATA));
        }
        library.recover();
        assertThat(token.decrypt("key", DATA, token.encrypt("key", DATA, DATA))).isEqualTo(DATA);
    }

    @Test
    void aTokenThatIsClosedWhileItHangsCanBeOpenedAgain() throws Exception {
        library.hang();
        fails(TokenFailure.TIMED_OUT, () -> token.encrypt("key", DATA, DATA));
        long before = System.nanoTime();
        token.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMITS.callMax());
        library.recover();
        token = Token.open(token.location(), SoftHsm.pin(), LIMITS);
        assertThat(encryptOnceItAnswers()).hasSize(DATA.length + 28);
    }

    @Test
    void aDeviceThatWasRemovedIsUsedAgainWhenItIsBack() throws Exception {
        byte[] ciphertext = token.encrypt("key", DATA, DATA);
        library.goAway();
        fails(TokenFailure.UNAVAILABLE, () -> token.encrypt("key", DATA, DATA));
        fails(TokenFailure.UNAVAILABLE, () -> token.decrypt("key", DATA, ciphertext));
        fails(TokenFailure.UNAVAILABLE, () -> token.random(1));
        library.recover();
        assertThat(token.decrypt("key", DATA, ciphertext)).isEqualTo(DATA);
    }

    private byte[] encryptOnceItAnswers() throws Exception {
        while (true) {
            try {
                return token.encrypt("key", DATA, DATA);
            } catch (TokenException e) {
                assertThat(e.failure()).isEqualTo(TokenFailure.TIMED_OUT);
                Thread.onSpinWait();
            }
        }
    }
}
