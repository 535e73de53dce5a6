package gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file of Java properties that an option of the server names.
final class PropertiesFile {
    private final Path file;
    private final Properties properties = new Properties();

    private PropertiesFile(Path file) {
        this.file = file;
    }

    /// @throws StartException where it cannot be read, with what to do
    static PropertiesFile read(Path file, String option) {
        PropertiesFile read = new PropertiesFile(file);
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            read.properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new StartException("there is no " + file + ", which " + option + " names.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException(file + " cannot be read: " + e.getMessage(), e);
        }
        return read;
    }

    Set<String> names() {
        return properties.stringPropertyNames();
    }

    /// A property without the space around it; null where it is missing or empty.
    @Nullable
    String optional(String name) {
        String value = properties.getProperty(name, "").strip();
        return value.isEmpty() ? null : value;
    }

    /// What a property names, relative to the folder of the file.
    Path resolve(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }

    StartException wrong(String what) {
        return new StartException(file + ": " + what + ".");
    }
}
