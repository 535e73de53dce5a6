package gatehouse.bench;

import gatehouse.server.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Options of a benchmark, and where its data go.
final class Options {
    private Options() {}

    static int number(List<String> options, String name, int otherwise) {
        return Integer.parseInt(text(options, name, Integer.toString(otherwise)));
    }

    static String text(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : options.get(at + 1);
    }

    /// A new folder on a real disk (never a RAM disk): under `bench/target`, and gone when the benchmark ends.
    static Path dataFolder() throws IOException {
        Path parent = Files.createDirectories(Path.of(System.getProperty("gatehouse.bench.data", "bench/target/data")));
        Path folder = Files.createTempDirectory(parent, "run-");
        if (Files.getFileStore(folder).type().equals("tmpfs")) {
            throw new IOException(folder + " is on a RAM disk: set -Dgatehouse.bench.data to a folder on a real one");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        return folder;
    }

    private static void remove(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("please remove " + folder + " (" + e.getMessage() + ")");
        }
    }
}
