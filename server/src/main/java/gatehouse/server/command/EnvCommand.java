package gatehouse.server.command;

import gatehouse.server.EndpointFile;
import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.server.tls.TrustFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `gatehouse env`: prints what a shell must set so that AWS clients talk to the server.
@Command(
        name = "env",
        description = "Print the environment for AWS clients: eval \"$(./gatehouse env)\"",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EnvCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final AccountOption account = new AccountOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String endpoint = EndpointFile.require(data.folder());
        ChosenCredentials root = account.root(data.folder());
        PrintWriter out = Output.of(spec);
        out.println("export AWS_ENDPOINT_URL='" + endpoint + "'");
        out.println("export AWS_ACCESS_KEY_ID='" + root.accessKeyId() + "'");
        out.println("export AWS_SECRET_ACCESS_KEY='" + root.secretAccessKey().replace("'", "'\\''") + "'");
        if (TrustFile.leadsToOwnAuthority(data.folder(), endpoint)) {
            out.println("export AWS_CA_BUNDLE='"
                    + TrustFile.of(data.folder()).toString().replace("'", "'\\''") + "'");
        }
        out.println("export AWS_REGION=us-east-1");
        out.println("export AWS_DEFAULT_REGION=us-east-1");
        out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
        out.flush();
        return 0;
    }
}
