package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Overlays hold facts.
final class OverlaysTest {
    private static final Path OVERLAYS = Path.of("src/main/overlays");

    @Test
    void noOverlayHoldsDocumentation() throws IOException {
        List<Path> overlays;
        try (Stream<Path> files = Files.list(OVERLAYS)) {
            overlays = files.toList();
        }
        assertThat(overlays)
                .isNotEmpty()
                .allSatisfy(overlay -> assertThat(Files.readString(overlay))
                        .doesNotContain("\"documentation\"", "\"deprecatedMessage\""));
    }

    @Test
    void everyOverlayIsOfAListedService() throws IOException {
        List<String> services = Files.readAllLines(Path.of("src/main/services.txt"));
        try (Stream<Path> files = Files.list(OVERLAYS)) {
            assertThat(files.toList()).allSatisfy(overlay -> {
                String name = overlay.toFile().getName().replace(".json", "");
                assertThat(services).anyMatch(service -> service.equals(name) || service.startsWith(name + "-"));
            });
        }
    }
}
