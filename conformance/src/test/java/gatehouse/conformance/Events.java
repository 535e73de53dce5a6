package gatehouse.conformance;

import java.util.List;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The event history of an account in a region, as a client reads it.
record Events(CloudTrailClient client) implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    static LookupAttribute attribute(LookupAttributeKey key, String value) {
        return LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    }

    static JsonNode tree(Event event) {
        return JSON.readTree(event.cloudTrailEvent());
    }

    static JsonNode tree(String json) {
        return JSON.readTree(json);
    }

    /// All events with that attribute, newest first.
    List<Event> with(LookupAttributeKey key, String value) {
        return client.lookupEventsPaginator(in -> in.lookupAttributes(attribute(key, value))).events().stream()
                .toList();
    }

    /// The event of the call with that request id.
    Event of(String eventName, String requestId) {
        return with(LookupAttributeKey.EVENT_NAME, eventName).stream()
                .filter(event -> event.cloudTrailEvent().contains("\"requestID\":\"" + requestId + "\""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event of " + eventName + " with request id " + requestId));
    }

    /// The newest record of an operation.
    JsonNode latest(String eventName) {
        return with(LookupAttributeKey.EVENT_NAME, eventName).stream()
                .findFirst()
                .map(Events::tree)
                .orElseThrow(() -> new AssertionError("no event of " + eventName));
    }

    @Override
    public void close() {
        client.close();
    }
}
