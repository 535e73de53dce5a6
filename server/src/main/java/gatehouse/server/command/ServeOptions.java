package gatehouse.server.command;

import gatehouse.gateway.http.HttpLimits;
import gatehouse.policy.AccountId;
import gatehouse.server.ServerSettings;
import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.server.ServerSettings.Lifetime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a server.
final class ServeOptions {
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{16,128}");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4566",
            description = "The port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = "000000000000",
            description = "The operator's account, made at the first start (default: ${DEFAULT-VALUE}).")
    private String account = "";

    @Option(
            names = "--root-credentials",
            paramLabel = "AKID:SECRET",
            description = {
                "The root user's access key, of your choice (default: one is made).",
                "Prefer GATEHOUSE_ROOT_CREDENTIALS: other users see a command line."
            })
    private @Nullable String rootCredentials;

    @Option(
            names = "--root-key",
            paramLabel = "FILE",
            description = "The key that seals all secrets (default: root.key in the data folder).")
    private @Nullable Path rootKey;

    @Option(
            names = "--ephemeral",
            description = {
                "Keep the data in a temporary folder that is removed at exit,",
                "and serve /_gatehouse/reset and /_gatehouse/clock."
            })
    private boolean ephemeral;

    ServerSettings settings(Path dataFolder) throws IOException {
        if (!AccountId.isValid(account)) {
            throw new CommandException("--account: an account id has twelve digits, such as 123456789012.");
        }
        if (port < 0 || port > 65_535) {
            throw new CommandException("--port: a port is between 0 and 65535.");
        }
        Path data = ephemeral ? Files.createTempDirectory("gatehouse-") : dataFolder;
        return new ServerSettings(
                data,
                rootKey != null ? rootKey.toAbsolutePath() : data.resolve("root.key"),
                host,
                port,
                account,
                chosen(),
                ephemeral ? Lifetime.EPHEMERAL : Lifetime.KEPT,
                HttpLimits.DEFAULT);
    }

    private @Nullable ChosenCredentials chosen() {
        if (rootCredentials == null) {
            return null;
        }
        int colon = rootCredentials.indexOf(':');
        String id = colon < 0 ? "" : rootCredentials.substring(0, colon);
        String secret = rootCredentials.substring(colon + 1);
        if (!ACCESS_KEY_ID.matcher(id).matches() || !SECRET.matcher(secret).matches()) {
            throw new CommandException("--root-credentials: give an access key id of 16 to 128 capital letters and"
                    + " digits, a colon, and a secret of 16 to 128 visible characters.");
        }
        return new ChosenCredentials(id, secret);
    }
}
