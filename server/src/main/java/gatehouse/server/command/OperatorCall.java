package gatehouse.server.command;

import gatehouse.server.CredentialsFile;
import gatehouse.server.EndpointFile;
import gatehouse.server.OwnClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls of the operator's root user to the server that runs on a data folder.
///
/// Commands have no mapper of their own: all of them are made whenever one runs, and at each start of the server.
final class OperatorCall {
    private static final JsonMapper JSON = new JsonMapper();

    private final OwnClient client;

    private OperatorCall(OwnClient client) {
        this.client = client;
    }

    static OperatorCall on(Path dataFolder) throws IOException {
        String endpoint = EndpointFile.require(dataFolder);
        CredentialsFile file = new CredentialsFile(dataFolder);
        return new OperatorCall(new OwnClient(
                        endpoint,
                        file.read(CredentialsFile.DEFAULT_PROFILE)
                                .orElseThrow(() ->
                                        new CommandException("There are no root credentials in " + file.path() + ".")),
                        InstantSource.system())
                .trusting(dataFolder));
    }

    /// Posts `body` to one of the server's own paths; returns the answer, or fails with the server's message.
    JsonNode post(String path, JsonNode body) throws IOException {
        return answer(client.post("gatehouse", path, Map.of("content-type", "application/json"), body.toString()));
    }

    JsonNode get(String path) throws IOException {
        return answer(client.get(path));
    }

    /// A body to be filled.
    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    static JsonNode answer(OwnClient.Answer answer) {
        JsonNode body = JSON.readTree(answer.body());
        if (answer.status() != 200) {
            String message = body.path("message").asString(body.path("Message").asString(""));
            throw new CommandException(message.isEmpty() ? "the server answered " + answer.status() : message);
        }
        return body;
    }
}
