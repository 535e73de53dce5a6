package gatehouse.server.command;

import gatehouse.server.GatehouseServer;
import gatehouse.server.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/// Serves until the process is told to stop.
final class Serving {
    private Serving() {}

    static void run(ServerSettings settings, PrintWriter out) throws IOException, InterruptedException {
        try (GatehouseServer server = GatehouseServer.start(settings)) {
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, out, stopped), "stop"));
            Greeting.print(out, server);
            stopped.await();
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
}
