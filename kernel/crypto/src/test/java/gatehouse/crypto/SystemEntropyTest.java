package gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SystemEntropyTest {
    private final Entropy entropy = new SystemEntropy();

    @Test
    void runsOnTheNativeProviderOnLinux() {
        assertThat(NativeCrypto.available())
                .isEqualTo(System.getProperty("os.name").equals("Linux"));
    }

    @Test
    void neverRepeatsItselfAcrossThreads() throws InterruptedException, ExecutionException {
        assertNeverRepeated(entropy::bytes);
    }

    @Test
    void neverRepeatsWhatEverybodyMaySee() throws InterruptedException, ExecutionException {
        assertNeverRepeated(entropy::publicBytes);
    }

    @Test
    void handsOutPublicBytesOfAnySize() {
        for (int size : new int[] {0, 1, 16, 4095, 4096, 4097, 1 << 20}) {
            assertThat(entropy.publicBytes(size)).hasSize(size);
        }
        for (int i = 0; i < 1000; i++) { // Blocks end in the middle of a draw too: nothing wiped is handed out.
            assertThat(entropy.publicBytes(13)).isNotEqualTo(new byte[13]);
        }
    }

    private static void assertNeverRepeated(IntFunction<byte[]> draw) throws InterruptedException, ExecutionException {
        Set<String> seen = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<byte[]>>> results = IntStream.range(0, 32)
                    .mapToObj(_ -> threads.submit(() -> IntStream.range(0, 100)
                            .mapToObj(_ -> draw.apply(16))
                            .toList()))
                    .toList();
            for (Future<List<byte[]>> result : results) {
                for (byte[] bytes : result.get()) {
                    seen.add(HexFormat.of().formatHex(bytes));
                }
            }
        }
        assertThat(seen).hasSize(3200);
    }

    @Test
    void fillsWholeArraysOfAnySize() {
        for (int size : new int[] {0, 1, 16, 4096, 1 << 20}) {
            assertThat(entropy.bytes(size)).hasSize(size);
        }
        byte[] large = entropy.bytes(1 << 16);
        long ones = IntStream.range(0, large.length)
                .map(i -> Integer.bitCount(large[i] & 0xff))
                .sum();
        assertThat(ones).isBetween(260_000L, 264_500L); // 262,144 expected; over six standard deviations each way.
    }
}
