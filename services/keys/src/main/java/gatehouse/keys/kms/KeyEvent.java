package gatehouse.keys.kms;

import gatehouse.gateway.TrailAttribute;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// The audit records of what the service itself does to keys.
///
/// Sources: https://docs.aws.amazon.com/kms/latest/developerguide/ct-delete-key.html,
/// https://docs.aws.amazon.com/kms/latest/developerguide/ct-rotatekey.html,
/// https://docs.aws.amazon.com/kms/latest/developerguide/ct-deleteexpiredkeymaterial.html
final class KeyEvent {
    private static final String SOURCE = "kms.amazonaws.com";
    private static final String ITSELF = "AWS Internal";

    private KeyEvent() {}

    /// The key was deleted.
    static LogEntry deleted(KmsKey key, Instant now, String eventId) {
        return of("DeleteKey", key, now, eventId, Map.of());
    }

    /// Imported material has expired and was deleted.
    static LogEntry expired(KmsKey key, String materialId, Instant now, String eventId) {
        return of("DeleteExpiredKeyMaterial", key, now, eventId, Map.of("keyMaterialId", materialId));
    }

    /// The key has got new material.
    static LogEntry rotated(KmsKey key, RotationKind kind, Instant now, String eventId) {
        return of("RotateKey", key, now, eventId, Map.of("rotationType", kind.name(), "keyId", key.keyId()));
    }

    private static LogEntry of(String name, KmsKey key, Instant now, String eventId, Map<String, String> details) {
        List<Attribute> attributes = List.of(
                new Attribute(TrailAttribute.EVENT_ID, eventId),
                new Attribute(TrailAttribute.EVENT_NAME, name),
                new Attribute(TrailAttribute.EVENT_SOURCE, SOURCE),
                new Attribute(TrailAttribute.READ_ONLY, "false"),
                new Attribute(TrailAttribute.RESOURCE_TYPE, KmsActions.KEY_TYPE),
                new Attribute(TrailAttribute.RESOURCE_NAME, key.arn()));
        GrowableBytes bytes = new GrowableBytes(1024);
        JsonBuffer out = new JsonBuffer(bytes).startObject();
        head(out, name, key, now);
        out.name("eventID").string(eventId);
        out.name("readOnly").bool(false);
        out.name("resources").startArray().startObject();
        out.name("accountId").string(key.account());
        out.name("type").string(KmsActions.KEY_TYPE);
        out.name("ARN").string(key.arn()).endObject().endArray();
        out.name("eventType").string("AwsServiceEvent");
        out.name("managementEvent").bool(true);
        out.name("recipientAccountId").string(key.account());
        if (!details.isEmpty()) {
            out.name("serviceEventDetails").startObject();
            details.forEach((detail, value) -> out.name(detail).string(value));
            out.endObject();
        }
        out.name("eventCategory").string("Management").endObject();
        return new LogEntry(key.account(), key.region(), now, attributes, bytes.toByteArray());
    }

    private static void head(JsonBuffer out, String name, KmsKey key, Instant now) {
        out.name("eventVersion").string("1.11");
        out.name("userIdentity").startObject();
        out.name("accountId").string(key.account());
        out.name("invokedBy").string(ITSELF).endObject();
        out.name("eventTime").string(now.truncatedTo(ChronoUnit.SECONDS).toString());
        out.name("eventSource").string(SOURCE);
        out.name("eventName").string(name);
        out.name("awsRegion").string(key.region());
        out.name("sourceIPAddress").string(ITSELF);
        out.name("userAgent").string(ITSELF);
        out.name("requestParameters").nullValue();
        out.name("responseElements").startObject();
        out.name("keyId").string(key.arn()).endObject();
    }
}
