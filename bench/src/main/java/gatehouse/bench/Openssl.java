package gatehouse.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// `openssl speed`: the rates of the machine's own OpenSSL, on one core.
final class Openssl {
    private Openssl() {}

    /// What it prints of some algorithms, over so many seconds each.
    static String speed(String seconds, List<String> what) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("openssl", "speed", "-seconds", seconds), what.stream())
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("openssl speed ended with " + process.exitValue());
        }
        return printed;
    }

    /// The signatures a second of one algorithm: the last number but one of the last line.
    static double signatures(String algorithm) throws IOException, InterruptedException {
        List<String> words = speed("3", List.of(algorithm))
                .lines()
                .map(line -> List.of(line.strip().split("\\s+", -1)))
                .toList()
                .getLast();
        return Double.parseDouble(words.get(words.size() - 2));
    }
}
