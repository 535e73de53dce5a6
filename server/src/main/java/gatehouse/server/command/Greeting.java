package gatehouse.server.command;

import gatehouse.server.GatehouseServer;
import gatehouse.server.ServerSettings;
import java.io.PrintWriter;

/// What a server says when it is ready.
final class Greeting {
    private Greeting() {}

    static void print(PrintWriter out, GatehouseServer server) {
        ServerSettings settings = server.settings();
        if (server.isSealed()) {
            printSealed(out, server);
            return;
        }
        boolean kept = settings.lifetime() == ServerSettings.Lifetime.KEPT;
        out.println("Gatehouse is ready.");
        out.println("  endpoint          " + server.endpoint());
        out.println("  account           " + settings.account());
        out.println("  data              " + settings.data() + (kept ? "" : " (removed at exit)"));
        out.println("  root credentials  " + server.credentialsFile().path());
        out.println();
        out.println("In another terminal:");
        out.println("  eval \"$(./gatehouse env" + dataOption(settings) + ")\"");
        out.println("  aws sts get-caller-identity");
        out.flush();
    }

    private static void printSealed(PrintWriter out, GatehouseServer server) {
        out.println("Gatehouse is sealed: it serves nothing until it is unsealed.");
        out.println("  endpoint          " + server.endpoint());
        out.println("  data              " + server.settings().data());
        out.println();
        out.println("In another terminal:");
        out.println("  ./gatehouse unseal" + dataOption(server.settings()));
        out.flush();
    }

    private static String dataOption(ServerSettings settings) {
        boolean usual = settings.data().toString().equals(System.getProperty("user.home") + "/.gatehouse");
        return usual ? "" : " --data " + settings.data();
    }
}
