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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options of a server.
final class ServeOptions {
    private static final int PORT_DEFAULT = 4566;
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{16,128}");

    private static final String DATA = "--data";
    private static final String HOST = "--host";
    private static final String PORT = "--port";
    private static final String ACCOUNT = "--account";
    private static final String ROOT_CREDENTIALS = "--root-credentials";
    private static final String ROOT_KEY = "--root-key";
    private static final String EPHEMERAL = "--ephemeral";

    private final CommandSpec spec;

    /// Adds the options to a command. They are built by hand, not read from annotations: reflection would take a
    /// good part of a start.
    ServeOptions(CommandSpec spec) {
        this.spec = spec;
        spec.addOption(option(DATA, "FOLDER", Path.class, "Where everything is kept (default: ~/.gatehouse)."));
        spec.addOption(option(HOST, "ADDRESS", String.class, "The address to listen on (default: 127.0.0.1)."));
        spec.addOption(
                option(PORT, "PORT", Integer.class, "The port to listen on, 0 for any free one (default: 4566)."));
        spec.addOption(option(
                ACCOUNT,
                "ID",
                String.class,
                "The operator's account, made at the first start (default: 000000000000)."));
        spec.addOption(option(
                ROOT_CREDENTIALS,
                "AKID:SECRET",
                String.class,
                "The root user's access key, of your choice (default: one is made).",
                "Prefer GATEHOUSE_ROOT_CREDENTIALS: other users see a command line."));
        spec.addOption(option(
                ROOT_KEY,
                "FILE",
                Path.class,
                "The key that seals all secrets (default: root.key in the data folder)."));
        spec.addOption(OptionSpec.builder(EPHEMERAL)
                .arity("0")
                .type(boolean.class)
                .description(
                        "Keep the data in a temporary folder that is removed at exit,",
                        "and serve /_gatehouse/reset and /_gatehouse/clock.")
                .build());
    }

    private static OptionSpec option(String name, String label, Class<?> type, String... description) {
        return OptionSpec.builder(name)
                .arity("1")
                .paramLabel(label)
                .type(type)
                .description(description)
                .build();
    }

    private @Nullable Object given(String name) {
        return spec.findOption(name).getValue();
    }

    private String text(String name, String otherwise) {
        Object value = given(name);
        return value == null ? otherwise : value.toString();
    }

    ServerSettings settings() throws IOException {
        String account = text(ACCOUNT, "000000000000");
        int port = given(PORT) instanceof Integer number ? number : PORT_DEFAULT;
        boolean ephemeral = Boolean.TRUE.equals(given(EPHEMERAL));
        Object folder = given(DATA);
        Path dataFolder = DataOption.folder(folder instanceof Path path ? path : null);
        Object rootKey = given(ROOT_KEY);
        if (!AccountId.isValid(account)) {
            throw new CommandException("--account: an account id has twelve digits, such as 123456789012.");
        }
        if (port < 0 || port > 65_535) {
            throw new CommandException("--port: a port is between 0 and 65535.");
        }
        Path data = ephemeral ? Files.createTempDirectory("gatehouse-") : dataFolder;
        return new ServerSettings(
                data,
                rootKey instanceof Path file ? file.toAbsolutePath() : data.resolve("root.key"),
                text(HOST, "127.0.0.1"),
                port,
                account,
                chosen(),
                ephemeral ? Lifetime.EPHEMERAL : Lifetime.KEPT,
                HttpLimits.DEFAULT);
    }

    private @Nullable ChosenCredentials chosen() {
        if (!(given(ROOT_CREDENTIALS) instanceof String rootCredentials)) {
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
