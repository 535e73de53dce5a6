package gatehouse.server.command;

import gatehouse.crypto.RootKeyException;
import gatehouse.server.GatehouseServer;
import gatehouse.server.ServerSettings;
import gatehouse.server.StartException;
import gatehouse.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `gatehouse`: serves until it is told to stop.
public final class GatehouseCommand implements Callable<Integer> {
    private static final String TRAIN = "--train";
    private static final Set<String> OTHER_WORDS = Set.of("env", "account", "help", "--help", "-h");

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("gatehouse");
    private final ServeOptions options = new ServeOptions(spec);

    private GatehouseCommand() {}

    /// Runs a command line; returns the process's exit code.
    public static int run(String[] args) {
        GatehouseCommand command = new GatehouseCommand();
        CommandLine line = new CommandLine(command.describe());
        if (!isServing(args)) {
            line.addSubcommand(new EnvCommand()).addSubcommand(new AccountCommand());
        }
        return line.setDefaultValueProvider(new EnvironmentDefaults())
                .setExecutionExceptionHandler(operatorErrors())
                .execute(args);
    }

    /// Only where another command or help may be meant are the commands read: a start need not wait for it.
    private static boolean isServing(String[] args) {
        return Collections.disjoint(List.of(args), OTHER_WORDS);
    }

    private CommandSpec describe() {
        spec.addOption(OptionSpec.builder(TRAIN)
                .type(boolean.class)
                .arity("0")
                .hidden(true)
                .build());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .arity("0")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .type(boolean.class)
                .arity("0")
                .versionHelp(true)
                .description("Show the version and exit.")
                .build());
        spec.versionProvider(new Version());
        spec.usageMessage()
                .description("The AWS security plane that you run yourself.")
                .sortOptions(false)
                .footer(
                        "",
                        "Every option has an environment variable: --data is GATEHOUSE_DATA, --root-key"
                                + " GATEHOUSE_ROOT_KEY, ...",
                        "SIGTERM or Ctrl-C lets requests under way finish and stops the server.");
        return spec;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        boolean train = Boolean.TRUE.equals(spec.findOption(TRAIN).getValue());
        ServerSettings settings = train ? Training.settings() : options.settings();
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
}
