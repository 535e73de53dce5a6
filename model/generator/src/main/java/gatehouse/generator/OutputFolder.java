package gatehouse.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A folder of generated sources. A file that would not change is not touched, so that what compiles incrementally
/// can; a file that was not written again is deleted.
final class OutputFolder {
    private static final String STAMP = ".stamp";

    private final Path folder;
    private final Set<Path> written = new HashSet<>();

    OutputFolder(Path folder) {
        this.folder = folder;
    }

    /// Whether the folder was finished with this stamp.
    boolean isMadeFrom(String stamp) throws IOException {
        Path file = folder.resolve(STAMP);
        return Files.exists(file) && Files.readString(file).equals(stamp);
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        if (!written.add(file)) {
            throw new IllegalArgumentException("two services write " + path);
        }
        Files.createDirectories(file.resolveSibling(""));
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    /// Deletes what is stale, and remembers what the folder was made from.
    void finish(String stamp) throws IOException {
        List<Path> present;
        try (Stream<Path> files = Files.walk(folder)) {
            present = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : present) {
            if (!written.contains(file)) {
                Files.delete(file);
            }
        }
        Files.writeString(folder.resolve(STAMP), stamp);
    }
}
