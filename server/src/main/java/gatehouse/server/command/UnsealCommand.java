package gatehouse.server.command;

import gatehouse.crypto.SecretBytes;
import gatehouse.server.EndpointFile;
import gatehouse.server.OwnClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `gatehouse unseal`: gives a sealed server its passphrase.
@Command(
        name = "unseal",
        description = "Unseal the running server with the passphrase (or PIN) that its data are sealed under.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UnsealCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = {
                "The passphrase, - for standard input (default: GATEHOUSE_PASSPHRASE, or it is",
                "asked for)."
            })
    private @Nullable String passphraseFile;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        String endpoint = EndpointFile.require(data.folder());
        OwnClient client = OwnClient.unsigned(endpoint, InstantSource.system()).trusting(data.folder());
        if (client.getUnsigned("/_gatehouse/health").body().contains("\"sealed\"")) {
            SecretBytes secret = OperatorSecret.passphrase(passphraseFile).read();
            try {
                OperatorCall.answer(client.postUnsigned("/_gatehouse/unseal", secret.revealSecret()));
            } finally {
                secret.erase();
            }
            out.println("The server is unsealed: it serves at " + endpoint);
        } else {
            out.println("The server is not sealed: it serves at " + endpoint);
        }
        out.flush();
        return 0;
    }
}
