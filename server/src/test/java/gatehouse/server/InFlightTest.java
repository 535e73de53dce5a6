package gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightTest {
    @Test
    void whoIsInsideIsWaitedForAndNobodyFollows() {
        InFlight requests = new InFlight();
        assertThat(requests.enter()).isTrue();
        requests.close();

        assertThat(requests.enter()).isFalse();
        assertThat(requests.awaitEmpty(Duration.ofMillis(20))).isFalse();
        requests.leave();
        assertThat(requests.awaitEmpty(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void nobodyIsInsideOnceItWasFoundEmpty() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            InFlight requests = new InFlight();
            AtomicInteger inside = new AtomicInteger();
            AtomicBoolean empty = new AtomicBoolean();
            AtomicBoolean broken = new AtomicBoolean();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    while (requests.enter()) {
                        inside.incrementAndGet();
                        if (empty.get()) {
                            broken.set(true);
                        }
                        inside.decrementAndGet();
                        requests.leave();
                    }
                }));
            }
            requests.close();
            assertThat(requests.awaitEmpty(Duration.ofSeconds(10))).isTrue();
            empty.set(true);
            assertThat(inside).hasValue(0);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(broken).isFalse();
        }
    }
}
