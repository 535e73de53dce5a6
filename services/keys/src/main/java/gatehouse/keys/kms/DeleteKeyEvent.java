package gatehouse.keys.kms;

import gatehouse.gateway.TrailAttribute;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The audit record of a key that the service itself deleted.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/ct-delete-key.html
final class DeleteKeyEvent {
    private static final String SOURCE = "kms.amazonaws.com";
    private static final String NAME = "DeleteKey";
    private static final String ITSELF = "AWS Internal";

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
        GrowableBytes bytes = new GrowableBytes(1024);
        JsonBuffer out = new JsonBuffer(bytes).startObject();
        out.name("eventVersion").string("1.11");
        out.name("userIdentity").startObject();
        out.name("accountId").string(key.account());
        out.name("invokedBy").string(ITSELF).endObject();
        out.name("eventTime").string(now.truncatedTo(ChronoUnit.SECONDS).toString());
        out.name("eventSource").string(SOURCE);
        out.name("eventName").string(NAME);
        out.name("awsRegion").string(key.region());
        out.name("sourceIPAddress").string(ITSELF);
        out.name("userAgent").string(ITSELF);
        out.name("requestParameters").nullValue();
        out.name("responseElements").startObject();
        out.name("keyId").string(key.arn()).endObject();
        out.name("eventID").string(eventId);
        out.name("readOnly").bool(false);
        out.name("resources").startArray().startObject();
        out.name("accountId").string(key.account());
        out.name("type").string(KmsActions.KEY_TYPE);
        out.name("ARN").string(key.arn()).endObject().endArray();
        out.name("eventType").string("AwsServiceEvent");
        out.name("managementEvent").bool(true);
        out.name("recipientAccountId").string(key.account());
        out.name("eventCategory").string("Management").endObject();
        return bytes.toByteArray();
    }
}
