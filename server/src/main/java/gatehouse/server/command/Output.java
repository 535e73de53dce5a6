package gatehouse.server.command;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// What commands print to.
final class Output {
    private Output() {}

    /// Of a command that is called, whose specification picocli has given it.
    static PrintWriter of(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli gives the specification before it calls");
        }
        return spec.commandLine().getOut();
    }
}
