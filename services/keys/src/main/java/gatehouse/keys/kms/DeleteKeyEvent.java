package gatehouse.keys.kms;

import gatehouse.gateway.TrailAttribute;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The audit record of a key that the service itself deleted.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/ct-delete-key.html
final class DeleteKeyEvent {
    private static final String SOURCE = "kms.amazonaws.com";
    private static final String NAME = "DeleteKey";
    private static final String ITSELF = "AWS Internal";
    private static final JsonFactory JSON = new JsonFactory();

    private DeleteKeyEvent() {}

    static LogEntry of(KmsKey key, Instant now, String eventId) {
        List<Attribute> attributes = List.of(
                new Attribute(TrailAttribute.EVENT_ID, eventId),
                new Attribute(TrailAttribute.EVENT_NAME, NAME),
                new Attribute(TrailAttribute.EVENT_SOURCE, SOURCE),
                new Attribute(TrailAttribute.READ_ONLY, "false"),
                new Attribute(TrailAttribute.RESOURCE_TYPE, KmsActions.KEY_TYPE),
                new Attribute(TrailAttribute.RESOURCE_NAME, key.arn()));
        return new LogEntry(key.account(), key.region(), now, attributes, body(key, now, eventId));
    }

    private static byte[] body(KmsKey key, Instant now, String eventId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("eventVersion", "1.11");
            out.writeObjectPropertyStart("userIdentity");
            out.writeStringProperty("accountId", key.account());
            out.writeStringProperty("invokedBy", ITSELF);
            out.writeEndObject();
            out.writeStringProperty(
                    "eventTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
            out.writeStringProperty("eventSource", SOURCE);
            out.writeStringProperty("eventName", NAME);
            out.writeStringProperty("awsRegion", key.region());
            out.writeStringProperty("sourceIPAddress", ITSELF);
            out.writeStringProperty("userAgent", ITSELF);
            out.writeNullProperty("requestParameters");
            out.writeObjectPropertyStart("responseElements");
            out.writeStringProperty("keyId", key.arn());
            out.writeEndObject();
            out.writeStringProperty("eventID", eventId);
            out.writeBooleanProperty("readOnly", false);
            out.writeArrayPropertyStart("resources");
            out.writeStartObject();
            out.writeStringProperty("accountId", key.account());
            out.writeStringProperty("type", KmsActions.KEY_TYPE);
            out.writeStringProperty("ARN", key.arn());
            out.writeEndObject();
            out.writeEndArray();
            out.writeStringProperty("eventType", "AwsServiceEvent");
            out.writeBooleanProperty("managementEvent", true);
            out.writeStringProperty("recipientAccountId", key.account());
            out.writeStringProperty("eventCategory", "Management");
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
