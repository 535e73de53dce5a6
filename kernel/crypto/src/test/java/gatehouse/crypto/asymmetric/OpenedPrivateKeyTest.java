package gatehouse.crypto.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.Fixtures.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenedPrivateKeyTest {
    private static final int THREADS = 8;

    static Stream<Use> uses() {
        return Fixtures.uses().stream();
    }

    @ParameterizedTest
    @MethodSource("uses")
    void manyThreadsSignAtOnce(Use use) throws Exception {
        for (Toolkit toolkit : Toolkit.values()) {
            int signaturesPerThread = toolkit == Toolkit.NATIVE_FIRST ? 20 : 3;
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                CountDownLatch start = new CountDownLatch(THREADS);
                List<Future<Boolean>> results = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    byte number = (byte) thread;
                    results.add(threads.submit(() -> {
                        start.countDown();
                        start.await();
                        boolean valid = true;
                        for (int i = 0; i < signaturesPerThread; i++) {
                            byte[] message = {number, (byte) i};
                            valid &= use.verify(toolkit, message, use.sign(toolkit, message));
                        }
                        return valid;
                    }));
                }
                for (Future<Boolean> result : results) {
                    assertThat(result.get()).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedKeyIsOfNoUse(KeyPairSpec spec) throws Exception {
        for (Toolkit toolkit : Toolkit.values()) {
            OpenedPrivateKey key =
                    OpenedPrivateKey.open(spec, Fixtures.key(spec).privateKey(), toolkit);
            SigningAlgorithm algorithm = spec.signingAlgorithms().getFirst();
            key.sign(algorithm, MessageType.RAW, new byte[] {1});
            key.close();
            key.close();
            assertThatThrownBy(() -> key.sign(algorithm, MessageType.RAW, new byte[] {1}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The private key is closed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGivenBytesAreNotKept(KeyPairSpec spec) throws Exception {
        for (Toolkit toolkit : Toolkit.values()) {
            SecretBytes bytes = SecretBytes.owning(
                    Fixtures.key(spec).privateKey().revealSecret().clone());
            SigningAlgorithm algorithm = spec.signingAlgorithms().getFirst();
            try (OpenedPrivateKey key = OpenedPrivateKey.open(spec, bytes, toolkit)) {
                bytes.erase();
                byte[] signature = key.sign(algorithm, MessageType.RAW, new byte[] {1});
                assertThat(Fixtures.publicKey(spec, toolkit)
                                .verify(algorithm, MessageType.RAW, new byte[] {1}, signature))
                        .isTrue();
            }
        }
    }

    /// What has begun before a key is closed ends well; what comes after is refused: nothing in between.
    @Test
    void closingWaitsForTheUsesThatHaveBegun() throws Exception {
        KeyPairSpec spec = KeyPairSpec.RSA_2048;
        for (int round = 0; round < 5; round++) {
            OpenedPrivateKey key =
                    OpenedPrivateKey.open(spec, Fixtures.key(spec).privateKey());
            CountDownLatch first = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                List<Future<String>> ends = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    ends.add(threads.submit(() -> signUntilRefused(key, first)));
                }
                first.await();
                key.close();
                for (Future<String> end : ends) {
                    assertThat(end.get()).isEqualTo("The private key is closed");
                }
            }
        }
    }

    private static String signUntilRefused(OpenedPrivateKey key, CountDownLatch first) throws Exception {
        for (; ; ) {
            try {
                key.sign(SigningAlgorithm.RSASSA_PSS_SHA_256, MessageType.RAW, new byte[] {1});
                first.countDown();
            } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }
}
