package gatehouse.server.command;

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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `gatehouse explain ID`: why a call was allowed or denied.
@Command(
        name = "explain",
        description = "Tell why a call was allowed or denied, and what would have allowed it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final AccountOption account = new AccountOption();

    @Option(names = "--json", description = "Print all that is kept, as JSON.")
    private boolean asJson;

    @Parameters(
            paramLabel = "ID",
            description = "The call's request id (x-amzn-RequestId, the record's requestID) or event id.")
    private String id = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String endpoint = EndpointFile.require(data.folder());
        ChosenCredentials root = account.root(data.folder());
        JsonMapper json = new JsonMapper();
        OwnClient.Answer answer = new OwnClient(endpoint, root, InstantSource.system())
                .trusting(data.folder())
                .post(
                        "gatehouse",
                        "/_gatehouse/explain",
                        Map.of("content-type", "application/json"),
                        json.createObjectNode().put("requestId", id).toString());
        JsonNode body = json.readTree(answer.body());
        if (answer.status() != 200) {
            throw new CommandException(body.path("message").asString("the server answered " + answer.status()));
        }
        PrintWriter out = Output.of(spec);
        out.print(asJson ? body.toPrettyString() + System.lineSeparator() : ExplanationText.of(body));
        out.flush();
        return 0;
    }
}
