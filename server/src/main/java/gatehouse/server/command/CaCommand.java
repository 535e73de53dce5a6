package gatehouse.server.command;

import gatehouse.server.tls.TrustFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `gatehouse ca`: prints what clients must trust, whether the server runs or not.
@Command(
        name = "ca",
        description = "Print the certificate (PEM) that clients of a server with --tls must trust.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CaCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        out.print(TrustFile.read(data.folder()));
        out.flush();
        return 0;
    }
}
