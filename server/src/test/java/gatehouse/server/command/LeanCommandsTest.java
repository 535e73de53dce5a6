package gatehouse.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All commands are made whenever one runs, and at each start of the server: none brings along what only its own work
/// needs.
class LeanCommandsTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @Test
    void makingTheCommandsMakesNoMapper() throws IOException, InterruptedException {
        List<String> command = List.of(
                JAVA.toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                "gatehouse.server.Main",
                "--version");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines).anyMatch(line -> line.contains(RootKeyCommand.class.getName()));
        assertThat(lines).noneMatch(line -> line.contains("tools.jackson.databind.ObjectMapper "));
    }
}
