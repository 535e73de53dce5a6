package gatehouse.server.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The data folder, as an option of the commands that talk to a server.
final class DataOption {
    @Option(names = "--data", paramLabel = "FOLDER", description = "The server's data folder (default: ~/.gatehouse).")
    private @Nullable Path data;

    Path folder() {
        return folder(data);
    }

    static Path folder(@Nullable Path given) {
        return given != null ? given.toAbsolutePath() : Path.of(System.getProperty("user.home"), ".gatehouse");
    }
}
