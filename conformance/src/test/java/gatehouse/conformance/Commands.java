package gatehouse.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs `gatehouse` command lines, each in a process of its own, as an operator does.
final class Commands {
    private Commands() {}

    /// What a command has printed, on both outputs, and its exit code.
    record Ran(int exitCode, String printed) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /// Runs a command with `input` at its standard input.
    static Ran run(Path folder, String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "gatehouse.server.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), printed);
    }

    /// A token of SoftHSM2 with that label, in a folder of its own: the environment in which it is found.
    static Map<String, String> softToken(Path folder, String label, String pin)
            throws IOException, InterruptedException {
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Path configuration = folder.resolve("softhsm2.conf");
        Files.writeString(configuration, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        ProcessBuilder builder = new ProcessBuilder(
                        "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", pin)
                .inheritIO();
        builder.environment().put("SOFTHSM2_CONF", configuration.toString());
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("softhsm2-util failed: apt-get install softhsm2");
        }
        return Map.of("SOFTHSM2_CONF", configuration.toString());
    }

    /// Where SoftHSM2's library is.
    static String softLibrary() {
        return Stream.of(
                        "/usr/lib/softhsm/libsofthsm2.so",
                        "/usr/lib64/pkcs11/libsofthsm2.so",
                        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
                        "/opt/homebrew/lib/softhsm/libsofthsm2.so")
                .filter(each -> Files.exists(Path.of(each)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("SoftHSM2 is missing: apt-get install softhsm2"));
    }
}
