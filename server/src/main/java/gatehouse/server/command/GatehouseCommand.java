package gatehouse.server.command;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `gatehouse`, its options and commands, for command lines that are more than a plain start.
final class GatehouseCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("gatehouse");

    private GatehouseCommand() {}

    /// Runs a command line; returns the process's exit code.
    static int run(String[] arguments) {
        return new CommandLine(new GatehouseCommand().describe())
                .addSubcommand(new EnvCommand())
                .addSubcommand(new AccountCommand())
                .addSubcommand(new CaCommand())
                .addSubcommand(new ExplainCommand())
                .addSubcommand(new UnsealCommand())
                .addSubcommand(new SealCommand())
                .addSubcommand(new RootKeyCommand())
                .setDefaultValueProvider(new EnvironmentDefaults())
                .setExecutionExceptionHandler(operatorErrors())
                .execute(arguments);
    }

    private CommandSpec describe() {
        for (ServeOption option : ServeOption.values()) {
            spec.addOption(OptionSpec.builder(option.flag())
                    .arity(option.takesValue() ? "1" : "0")
                    .type(type(option))
                    .paramLabel(option.label)
                    .description(option.description())
                    .build());
        }
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

    private static Class<?> type(ServeOption option) {
        if (option.isRepeatable()) {
            return String[].class;
        }
        return option.takesValue() ? String.class : boolean.class;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<ServeOption, String> given = new EnumMap<>(ServeOption.class);
        for (ServeOption option : ServeOption.values()) {
            Object value = spec.findOption(option.flag()).getValue();
            if (value instanceof String[] values) {
                given.put(option, String.join(",", values));
            } else if (value != null) {
                given.put(option, value.toString());
            }
        }
        Serving.run(new ServeOptions(given).settings(), spec.commandLine().getOut());
        return 0;
    }

    private static IExecutionExceptionHandler operatorErrors() {
        return (failure, commandLine, _) -> {
            String message = CommandLines.forOperator(failure);
            if (message == null) {
                throw failure;
            }
            commandLine.getErr().println(message);
            return 1;
        };
    }
}
