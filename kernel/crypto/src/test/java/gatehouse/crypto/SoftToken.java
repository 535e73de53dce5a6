package gatehouse.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Tokens of SoftHSM2 in a folder of their own. Its library reads the folder's configuration once in a process, from
/// an environment variable: what uses it runs in a process of its own.
final class SoftToken {
    static final String PIN = "a-pin-of-1234";
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    private final Path configuration;

    private SoftToken(Path configuration) {
        this.configuration = configuration;
    }

    /// Where the library is; the tests fail without it.
    static Path library() {
        return LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("SoftHSM2 is missing: apt-get install softhsm2"));
    }

    /// Makes tokens with those labels.
    static SoftToken in(Path folder, String... labels) throws IOException, InterruptedException {
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Path configuration = folder.resolve("softhsm2.conf");
        Files.writeString(configuration, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        SoftToken made = new SoftToken(configuration);
        for (String label : labels) {
            made.run(List.of(
                    "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN));
        }
        return made;
    }

    /// Runs a command that finds these tokens; returns what it printed.
    String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", configuration.toString());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.getFirst() + " failed: " + printed);
        }
        return printed;
    }
}
