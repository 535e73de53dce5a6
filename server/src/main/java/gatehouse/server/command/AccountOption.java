package gatehouse.server.command;

import gatehouse.server.CredentialsFile;
import gatehouse.server.ServerSettings.ChosenCredentials;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose root user a command is for.
final class AccountOption {
    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The root user of another account (default: the operator's).")
    private @Nullable String account;

    /// The root user's credentials, from the file beside the server's data.
    ChosenCredentials root(Path dataFolder) throws IOException {
        String profile = account == null ? CredentialsFile.DEFAULT_PROFILE : account;
        CredentialsFile file = new CredentialsFile(dataFolder);
        return file.read(profile)
                .orElseThrow(() -> new CommandException("There is no profile [" + profile + "] in " + file.path()
                        + ". ./gatehouse account create makes accounts."));
    }
}
