package gatehouse.server;

import gatehouse.gateway.TrailAttribute;
import gatehouse.policy.Region;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The audit record of a rotation's end, which no call makes: everything is sealed under the new
/// generation, and the old one is gone. It has the form of CloudTrail's events of services.
final class RetireEvent {
    private static final String SOURCE = "gatehouse.amazonaws.com";
    private static final String NAME = "RetireRootKeyGeneration";
    private static final String ITSELF = "AWS Internal";

    private RetireEvent() {}

    static LogEntry of(String account, int generation, Instant now, String eventId) {
        List<Attribute> attributes = List.of(
                new Attribute(TrailAttribute.EVENT_ID, eventId),
                new Attribute(TrailAttribute.EVENT_NAME, NAME),
                new Attribute(TrailAttribute.EVENT_SOURCE, SOURCE),
                new Attribute(TrailAttribute.READ_ONLY, "false"));
        String region = Region.US_EAST_1.value();
        return new LogEntry(account, region, now, attributes, body(account, generation, now, eventId));
    }

    private static byte[] body(String account, int generation, Instant now, String eventId) {
        GrowableBytes bytes = new GrowableBytes(1024);
        JsonBuffer out = new JsonBuffer(bytes).startObject();
        out.name("eventVersion").string("1.11");
        out.name("userIdentity").startObject();
        out.name("accountId").string(account);
        out.name("invokedBy").string(ITSELF).endObject();
        out.name("eventTime").string(now.truncatedTo(ChronoUnit.SECONDS).toString());
        out.name("eventSource").string(SOURCE);
        out.name("eventName").string(NAME);
        out.name("awsRegion").string(Region.US_EAST_1.value());
        out.name("sourceIPAddress").string(ITSELF);
        out.name("userAgent").string(ITSELF);
        out.name("requestParameters").nullValue();
        out.name("responseElements").nullValue();
        out.name("serviceEventDetails").startObject();
        out.name("generation").string(Integer.toString(generation)).endObject();
        out.name("eventID").string(eventId);
        out.name("readOnly").bool(false);
        out.name("eventType").string("AwsServiceEvent");
        out.name("managementEvent").bool(true);
        out.name("recipientAccountId").string(account);
        out.name("eventCategory").string("Management").endObject();
        return bytes.toByteArray();
    }
}
