package gatehouse.server;

import gatehouse.server.command.CommandLines;

/// Where the process starts.
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (CommandLines.isStart(args)) {
            HeadStart.begin();
        }
        System.exit(CommandLines.run(args));
    }
}
