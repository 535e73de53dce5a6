package gatehouse.crypto.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SlowWorkTest {
    /// Requests are served on virtual threads, of which as many run at once as there are processors.
    @Test
    void whoMakesManyKeysKeepsNobodyElseWaiting() throws Exception {
        int keys = 8 * Runtime.getRuntime().availableProcessors();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<KeyPairMaterial>> making = new ArrayList<>();
            for (int i = 0; i < keys; i++) {
                making.add(callers.submit(KeyPairSpec.RSA_3072::generate));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(callers.submit(() -> true).get()).isTrue();
            }
            long unfinished = making.stream().filter(key -> !key.isDone()).count();
            assertThat(unfinished).isGreaterThan(keys / 2);
            for (Future<KeyPairMaterial> key : making) {
                assertThat(key.get().publicKey()).isNotEmpty();
            }
        }
    }
}
