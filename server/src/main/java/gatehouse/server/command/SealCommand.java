package gatehouse.server.command;

import gatehouse.server.EndpointFile;
import gatehouse.server.OwnClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `gatehouse seal`: seals a running server.
@Command(
        name = "seal",
        description = "Seal the running server: it forgets its secrets and serves nothing until it is unsealed.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SealCommand implements Callable<Integer> {
    private static final long LOOK_AGAIN_NANOS = 50_000_000;
    private static final int LOOKS_MAX = 400;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        OperatorCall.on(data.folder()).post("/_gatehouse/seal", OperatorCall.body());
        OwnClient client = OwnClient.unsigned(EndpointFile.require(data.folder()), InstantSource.system())
                .trusting(data.folder());
        for (int i = 0; i < LOOKS_MAX; i++) {
            if (client.getUnsigned("/_gatehouse/health").body().contains("\"sealed\"")) {
                out.println("The server is sealed. ./gatehouse unseal unseals it.");
                out.flush();
                return 0;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        throw new CommandException("The server still ends the requests under way; it takes no new ones.");
    }
}
