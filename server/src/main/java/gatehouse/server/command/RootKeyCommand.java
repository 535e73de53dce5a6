package gatehouse.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.SecretBytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `gatehouse root-key`: the root key of a running server, and the keys under it.
@Command(
        name = "root-key",
        description = "Show, rotate or change the keys that seal the running server's secrets.",
        mixinStandardHelpOptions = true,
        subcommands = {RootKeyCommand.Status.class, RootKeyCommand.Rotate.class, RootKeyCommand.Change.class})
final class RootKeyCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandException("Say what to do: ./gatehouse root-key status, rotate or change");
    }

    private static void print(PrintWriter out, JsonNode rootKey) {
        String source = switch (rootKey.path("source").asString()) {
            case "token" ->
                "key " + rootKey.path("tokenKey").asString() + " of the PKCS#11 token "
                        + rootKey.path("token").asString();
            case "passphrase" -> "passphrase";
            default -> "file";
        };
        out.println("root key     " + rootKey.path("keyId").asString());
        out.println("source       " + source);
        out.println("generation   " + generation(rootKey));
        out.flush();
    }

    private static boolean isResealing(JsonNode rootKey) {
        return rootKey.path("generation").asInt()
                != rootKey.path("oldestGeneration").asInt();
    }

    private static String generation(JsonNode rootKey) {
        String newest = rootKey.path("generation").asString();
        return isResealing(rootKey)
                ? newest + " (sealing anew what is of generation "
                        + rootKey.path("oldestGeneration").asString() + ": "
                        + rootKey.path("rowsDone").asString() + " records, "
                        + rootKey.path("tablesDone").asString() + " of "
                        + rootKey.path("tables").asString() + " tables)"
                : newest;
    }

    /// `gatehouse root-key status`.
    @Command(
            name = "status",
            description = "Show where the root key comes from, and how far a rotation is.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Status implements Callable<Integer> {
        @Mixin
        private final DataOption data = new DataOption();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            print(
                    Output.of(spec),
                    OperatorCall.on(data.folder()).get("/_gatehouse/root-key").path("rootKey"));
            return 0;
        }
    }

    /// `gatehouse root-key rotate`.
    @Command(
            name = "rotate",
            description = {
                "Begin a new generation of the keys, seal everything anew under it, and retire the",
                "old one, while the server serves. The root key stays."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Rotate implements Callable<Integer> {
        private static final long LOOK_AGAIN_NANOS = 500_000_000;

        @Mixin
        private final DataOption data = new DataOption();

        @Option(names = "--no-wait", description = "Only begin it; the server goes on by itself, also after a restart.")
        private boolean noWait;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = Output.of(spec);
            OperatorCall call = OperatorCall.on(data.folder());
            JsonNode now = call.post("/_gatehouse/root-key/rotate", OperatorCall.body())
                    .path("rootKey");
            while (!noWait && isResealing(now)) {
                out.println("generation   " + generation(now));
                out.flush();
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                now = call.get("/_gatehouse/root-key").path("rootKey");
            }
            print(out, now);
            return 0;
        }
    }

    /// `gatehouse root-key change`.
    @Command(
            name = "change",
            description = {
                "Seal the keys under another root key, at once and while the server serves. The old",
                "root key opens the data no more, but still opens older copies of them."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Change implements Callable<Integer> {
        @Mixin
        private final DataOption data = new DataOption();

        @Parameters(
                paramLabel = "SOURCE",
                description = {
                    "file: the server's --root-key, made where there is none.",
                    "passphrase: at least 15 characters.",
                    "token: a key of a PKCS#11 token; the server runs with --token-library."
                })
        private String source = "";

        @Option(
                names = "--passphrase-file",
                paramLabel = "FILE",
                description = {
                    "The new passphrase, - for standard input (default: GATEHOUSE_PASSPHRASE, or it",
                    "is asked for)."
                })
        private @Nullable String passphraseFile;

        @Option(names = "--token", paramLabel = "LABEL", description = "The token.")
        private @Nullable String token;

        @Option(
                names = "--token-key",
                paramLabel = "LABEL",
                description = "The AES key in the token, which is made where there is none.")
        private @Nullable String tokenKey;

        @Option(
                names = "--token-pin-file",
                paramLabel = "FILE",
                description = {
                    "The token's PIN, - for standard input (default: GATEHOUSE_TOKEN_PIN, or it is",
                    "asked for)."
                })
        private @Nullable String pinFile;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            OperatorCall call = OperatorCall.on(data.folder());
            ObjectNode wanted = OperatorCall.body().put("source", source);
            switch (source) {
                case "file" -> {}
                case "passphrase" ->
                    wanted.put(
                            "passphrase",
                            text(OperatorSecret.passphrase(passphraseFile).readNew()));
                case "token" -> {
                    if (token == null || tokenKey == null) {
                        throw new CommandException("Say which key of which token: --token and --token-key.");
                    }
                    wanted.put("token", token).put("tokenKey", tokenKey);
                    wanted.put("pin", text(OperatorSecret.pin(pinFile).read()));
                }
                default -> throw new CommandException("The source is file, passphrase or token.");
            }
            print(
                    Output.of(spec),
                    call.post("/_gatehouse/root-key/change", wanted).path("rootKey"));
            return 0;
        }

        private static String text(SecretBytes secret) {
            try {
                return new String(secret.revealSecret(), UTF_8);
            } finally {
                secret.erase();
            }
        }
    }
}
