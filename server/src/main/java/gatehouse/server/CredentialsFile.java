package gatehouse.server;

import gatehouse.server.ServerSettings.ChosenCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The root users' access keys in the AWS shared-credentials format, readable by the owner alone (mode 0600). The
/// operator's account is the profile `default`, another account's profile is its number.
public final class CredentialsFile {
    public static final String DEFAULT_PROFILE = "default";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    public CredentialsFile(Path dataFolder) {
        this.file = dataFolder.resolve("credentials");
    }

    public Path path() {
        return file;
    }

    /// The credentials of a profile; empty where the file or the profile is not there.
    public Optional<ChosenCredentials> read(String profile) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String id = "";
        String secret = "";
        boolean inside = false;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("[")) {
                inside = line.strip().equals("[" + profile + "]");
            } else if (inside && line.startsWith("aws_access_key_id")) {
                id = value(line);
            } else if (inside && line.startsWith("aws_secret_access_key")) {
                secret = value(line);
            }
        }
        return id.isEmpty() || secret.isEmpty() ? Optional.empty() : Optional.of(new ChosenCredentials(id, secret));
    }

    /// Adds a profile, or puts new credentials in its place. The file is replaced whole.
    public void write(String profile, ChosenCredentials credentials) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            if (line.startsWith("[")) {
                inside = line.strip().equals("[" + profile + "]");
            }
            if (!inside) {
                lines.add(line);
            }
        }
        lines.add("[" + profile + "]");
        lines.add("aws_access_key_id = " + credentials.accessKeyId());
        lines.add("aws_secret_access_key = " + credentials.secretAccessKey());
        Path next = file.resolveSibling("credentials.new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.write(next, lines, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1).strip();
    }
}
