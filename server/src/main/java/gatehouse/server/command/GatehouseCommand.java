package gatehouse.server.command;

import gatehouse.crypto.RootKeyException;
import gatehouse.server.GatehouseServer;
import gatehouse.server.ServerSettings;
import gatehouse.server.StartException;
import gatehouse.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `gatehouse`: serves until it is told to stop.
@Command(
        name = "gatehouse",
        description = "The AWS security plane that you run yourself.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {EnvCommand.class, AccountCommand.class},
        footer = {
            "",
            "Every option has an environment variable: --data is GATEHOUSE_DATA, --root-key GATEHOUSE_ROOT_KEY, ...",
            "SIGTERM or Ctrl-C lets requests under way finish and stops the server."
        })
public final class GatehouseCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Option(names = "--train", hidden = true, description = "Serve a few requests of our own and stop.")
    private boolean train;

    @Spec
    private @Nullable CommandSpec spec;

    private GatehouseCommand() {}

    /// Runs a command line; returns the process's exit code.
    public static int run(String[] args) {
        return new CommandLine(new GatehouseCommand())
                .setDefaultValueProvider(new EnvironmentDefaults())
                .setExecutionExceptionHandler(operatorErrors())
                .execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec().commandLine().getOut();
        ServerSettings settings = train ? Training.settings() : options.settings(data.folder());
        try (GatehouseServer server = GatehouseServer.start(settings)) {
            if (train) {
                Training.run(server);
                return 0;
            }
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, out, stopped), "stop"));
            Greeting.print(out, server);
            stopped.await();
            return 0;
        }
    }

    /// Runs when the process is told to stop: the process ends with code 0 once the server is closed.
    private static void stop(GatehouseServer server, PrintWriter out, CountDownLatch stopped) {
        out.println("Stopping: requests under way finish first.");
        out.flush();
        server.close();
        out.println("Stopped.");
        out.flush();
        stopped.countDown();
        Runtime.getRuntime().halt(0);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives the specification before it calls");
        }
        return spec;
    }

    /// What an operator can mend is one line; anything else is a bug and shows its trace.
    private static IExecutionExceptionHandler operatorErrors() {
        return (failure, commandLine, _) -> {
            if (failure instanceof StartException
                    || failure instanceof StoreException
                    || failure instanceof RootKeyException
                    || failure instanceof CommandException) {
                commandLine.getErr().println("gatehouse: " + failure.getMessage());
                return 1;
            }
            throw failure;
        };
    }

    /// The data folder that all commands share.
    static final class DataOption {
        @Option(
                names = "--data",
                paramLabel = "FOLDER",
                description = "Where everything is kept (default: ~/.gatehouse).")
        private @Nullable Path data;

        Path folder() {
            return data != null ? data.toAbsolutePath() : Path.of(System.getProperty("user.home"), ".gatehouse");
        }
    }
}
