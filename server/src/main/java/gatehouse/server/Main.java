package gatehouse.server;

import gatehouse.server.command.GatehouseCommand;

/// Where the process starts.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(GatehouseCommand.run(args));
    }
}
