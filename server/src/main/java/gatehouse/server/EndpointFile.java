package gatehouse.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a running server is reached, for the commands that talk to it: a file in its data folder, there as long as
/// it runs.
public final class EndpointFile {
    private EndpointFile() {}

    static void write(Path dataFolder, String endpoint) throws IOException {
        Files.writeString(file(dataFolder), endpoint + "\n");
    }

    static void remove(Path dataFolder) throws IOException {
        Files.deleteIfExists(file(dataFolder));
    }

    /// The endpoint of the server on that folder.
    ///
    /// @throws StartException where none runs
    public static String require(Path dataFolder) throws IOException {
        if (!Files.exists(file(dataFolder))) {
            throw new StartException("No server runs on " + dataFolder
                    + ". Start one with ./gatehouse, or name another folder with --data.");
        }
        return Files.readString(file(dataFolder)).strip();
    }

    private static Path file(Path dataFolder) {
        return dataFolder.resolve("endpoint");
    }
}
