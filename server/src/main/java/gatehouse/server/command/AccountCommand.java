package gatehouse.server.command;

import gatehouse.server.CredentialsFile;
import gatehouse.server.EndpointFile;
import gatehouse.server.OwnClient;
import gatehouse.server.ServerSettings.ChosenCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `gatehouse account`: the accounts of a running server.
@Command(
        name = "account",
        description = "Make accounts on the running server.",
        mixinStandardHelpOptions = true,
        subcommands = AccountCommand.Create.class)
final class AccountCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandException("Say what to do: ./gatehouse account create 222222222222");
    }

    /// `gatehouse account create ID`.
    @Command(
            name = "create",
            description = "Make an account; its root user's access key goes to the credentials file.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Create implements Callable<Integer> {
        @Mixin
        private final DataOption data = new DataOption();

        @Parameters(paramLabel = "ID", description = "The account's number: twelve digits.")
        private String account = "";

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            String endpoint = EndpointFile.require(data.folder());
            CredentialsFile file = new CredentialsFile(data.folder());
            ChosenCredentials root = file.read(CredentialsFile.DEFAULT_PROFILE)
                    .orElseThrow(() -> new CommandException("There are no root credentials in " + file.path() + "."));
            JsonMapper json = new JsonMapper();
            OwnClient.Answer answer = new OwnClient(endpoint, root, InstantSource.system())
                    .trusting(data.folder())
                    .post(
                            "gatehouse",
                            "/_gatehouse/accounts",
                            Map.of("content-type", "application/json"),
                            json.createObjectNode().put("accountId", account).toString());
            JsonNode body = json.readTree(answer.body());
            if (answer.status() != 200) {
                throw new CommandException(body.path("message").asString("the server answered " + answer.status()));
            }
            file.write(
                    account,
                    new ChosenCredentials(
                            body.path("accessKeyId").asString(),
                            body.path("secretAccessKey").asString()));
            PrintWriter out = Output.of(spec);
            out.println("Account " + account + " is there. Its root credentials are profile [" + account + "] in "
                    + file.path() + ".");
            out.println("  eval \"$(./gatehouse env --account " + account + ")\"");
            out.flush();
            return 0;
        }
    }
}
