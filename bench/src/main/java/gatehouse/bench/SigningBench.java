package gatehouse.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// `bench/run signing`: [AsymmetricBench] on one thread, with `openssl speed` of the same operations before
/// and after it, because the machine may have become slower meanwhile.
final class SigningBench {
    private SigningBench() {}

    static void run(List<String> options) throws IOException, InterruptedException, RunnerException {
        String seconds = options.isEmpty() ? "3" : options.getLast();
        openssl(seconds);
        new Runner(new OptionsBuilder()
                        .include(AsymmetricBench.class.getSimpleName())
                        .threads(1)
                        .build())
                .run();
        openssl(seconds);
    }

    /// OpenSSL's rates: signatures a second, and for HMAC thousands of bytes.
    private static void openssl(String seconds) throws IOException, InterruptedException {
        for (List<String> what : List.of(
                List.of("rsa2048", "rsa4096", "ecdsap256", "ed25519"), List.of("-hmac", "sha256", "-bytes", "1024"))) {
            Process process = new ProcessBuilder(command(seconds, what))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            System.out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            if (process.waitFor() != 0) {
                throw new IOException("openssl speed ended with " + process.exitValue());
            }
        }
    }

    private static List<String> command(String seconds, List<String> what) {
        return Stream.concat(Stream.of("openssl", "speed", "-seconds", seconds), what.stream())
                .toList();
    }
}
