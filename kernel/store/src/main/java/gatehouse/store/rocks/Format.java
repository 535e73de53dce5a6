package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Properties;

/// The file `FORMAT` of a data folder: the version of its layout, when it was made, and its epoch.
record Format(int version, Instant created, String epoch) {
    static final String FILE = "FORMAT";

    /// There from the beginning of a folder's creation to its end.
    static final String UNFINISHED = "FORMAT.new";

    static Format read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Properties facts = new Properties();
        facts.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
        try {
            return new Format(
                    Integer.parseInt(facts.getProperty("version", "")),
                    Instant.parse(facts.getProperty("created", "")),
                    facts.getProperty("epoch", ""));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new StoreException(
                    "the file " + file + " is damaged: restore the data folder from a backup, or choose another --data",
                    e);
        }
    }

    /// Writes the file in place of the old one, without waiting for the disk: for data that do not last.
    void replace(Path folder) throws IOException {
        write(folder);
        Files.move(
                folder.resolve(UNFINISHED),
                folder.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void write(Path folder) throws IOException {
        String text = "version=" + version + "\ncreated=" + created + "\nepoch=" + epoch + "\n";
        Files.writeString(folder.resolve(UNFINISHED), text, StandardCharsets.UTF_8);
    }

    /// Writes the file under a passing name, durably.
    void prepare(Path folder) throws IOException {
        write(folder);
        sync(folder.resolve(UNFINISHED), StandardOpenOption.WRITE);
    }

    /// Gives the prepared file its name, durably.
    static void publish(Path folder) throws IOException {
        Files.move(
                folder.resolve(UNFINISHED),
                folder.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        sync(folder, StandardOpenOption.READ);
    }

    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel file = FileChannel.open(path, mode)) {
            file.force(true);
        }
    }
}
