package gatehouse.generator;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Tells whether anything changed that the generated sources come from: the list, the overlays, the models' jar and
/// the generator itself. The jar is told by its address and length, for it is large and its version is in its name.
final class Stamp {
    private final MessageDigest digest;

    private Stamp() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String of(Path services, Path overlays, Class<?> generator, URL models) throws IOException {
        Stamp stamp = new Stamp();
        stamp.add(services);
        stamp.add(overlays);
        stamp.add(codeOf(generator));
        stamp.digest.update(models.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(stamp.digest.digest());
    }

    private static Path codeOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private void add(Path path) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
    }
}
