package gatehouse.conformance;

import gatehouse.conformance.SignedClient.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The event history, read page by page, and known by request id.
final class History {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, JsonNode> byRequestId = new ConcurrentHashMap<>();

    /// Adds all events since then.
    void read(SignedClient root, Instant since) throws IOException, InterruptedException {
        String from = "{\"MaxResults\":50,\"StartTime\":" + since.getEpochSecond();
        String token = "";
        do {
            Answer page = root.lookupEvents(from + (token.isEmpty() ? "}" : ",\"NextToken\":\"" + token + "\"}"));
            if (!page.succeeded()) {
                throw new IllegalStateException("LookupEvents was answered " + page);
            }
            JsonNode body = JSON.readTree(page.body());
            for (JsonNode each : body.path("Events")) {
                JsonNode event = JSON.readTree(each.path("CloudTrailEvent").asString());
                byRequestId.put(event.path("requestID").asString(""), event);
            }
            token = body.path("NextToken").asString("");
        } while (!token.isEmpty());
    }

    boolean holds(Load.Acknowledged call) {
        JsonNode event = byRequestId.get(call.requestId());
        return event != null
                && event.path("eventName").asString().equals(call.eventName())
                && event.path("errorCode").asString("").startsWith("AccessDenied") == call.denied()
                && event.has("errorCode") == call.denied();
    }

    int size() {
        return byRequestId.size();
    }

    /// What `field` finds in the successful events of that name.
    Set<String> values(String eventName, Function<JsonNode, JsonNode> field) {
        Set<String> values = new TreeSet<>();
        for (JsonNode event : byRequestId.values()) {
            if (event.path("eventName").asString().equals(eventName) && !event.has("errorCode")) {
                values.add(field.apply(event).asString(""));
            }
        }
        return values;
    }
}
