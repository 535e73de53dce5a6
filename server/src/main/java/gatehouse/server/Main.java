package gatehouse.server;

import gatehouse.server.command.GatehouseCommand;

/// Where the process starts.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length == 0 || args[0].startsWith("--")) {
            HeadStart.begin();
        }
        System.exit(GatehouseCommand.run(args));
    }
}
