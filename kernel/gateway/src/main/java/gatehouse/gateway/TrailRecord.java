package gatehouse.gateway;

import gatehouse.gateway.AuditNotes.RecordedResource;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.trail.TrailWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes CloudTrail's record of a call.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
final class TrailRecord {
    private static final String EVENT_VERSION = "1.11";

    /// CloudTrail's limits: longer words are cut, longer parameters are left out.
    private static final int WORD_CHARS_MAX = 1024;

    private static final int PARAMETERS_BYTES_MAX = 100 * 1024;

    private TrailRecord() {}

    static byte[] write(Attempt attempt, String recipient, String eventId, @Nullable String sharedEventId) {
        GrowableBytes bytes = new GrowableBytes(1536);
        JsonBuffer out = new JsonBuffer(bytes).startObject();
        out.name("eventVersion").string(EVENT_VERSION);
        TrailIdentity.write(out, attempt.caller());
        what(out, attempt);
        failure(out, attempt.failure());
        parameters(out, attempt);
        notes(out, attempt.notes());
        out.name("requestID").string(attempt.inbound().requestId());
        out.name("eventID").string(eventId);
        out.name("readOnly").bool(attempt.trail().access() == Trail.Access.READ);
        resources(out, attempt.notes().resources());
        out.name("eventType").string("AwsApiCall");
        out.name("managementEvent").bool(true);
        out.name("recipientAccountId").string(recipient);
        if (sharedEventId != null) {
            out.name("sharedEventID").string(sharedEventId);
        }
        out.name("eventCategory").string("Management").endObject();
        return bytes.toByteArray();
    }

    private static void what(JsonBuffer out, Attempt attempt) {
        out.name("eventTime").string(TrailIdentity.seconds(attempt.time()));
        out.name("eventSource").string(attempt.inbound().service().eventSource());
        out.name("eventName").string(attempt.operationName());
        out.name("awsRegion").string(attempt.region().value());
        out.name("sourceIPAddress")
                .string(attempt.inbound().request().connection().remoteAddress());
        String agent = attempt.inbound().request().headers().first("user-agent");
        if (agent != null) {
            out.name("userAgent").string(cut(agent));
        }
    }

    private static void failure(JsonBuffer out, @Nullable ServiceException failure) {
        if (failure == null) {
            return;
        }
        String code = failure instanceof CommonException
                ? failure.error().code()
                : failure.error().shapeName();
        out.name("errorCode").string(code);
        String message = failure.getMessage();
        if (message != null) {
            out.name("errorMessage").string(cut(message));
        }
    }

    private static void parameters(JsonBuffer out, Attempt attempt) {
        shape(out, "requestParameters", attempt.input(), attempt.trail());
        Map<String, String> answered = attempt.notes().answered();
        if (!answered.isEmpty() && attempt.succeeded()) {
            out.name("responseElements").startObject();
            answered.forEach((name, value) -> out.name(name).string(value));
            out.endObject();
            return;
        }
        boolean recorded = attempt.trail().response() == Trail.Response.RECORDED;
        shape(out, "responseElements", recorded ? attempt.answer() : null, attempt.trail());
    }

    /// A shape without anything to record is null, as CloudTrail has it; one that is too large is left out.
    private static void shape(JsonBuffer out, String name, @Nullable Shape shape, Trail trail) {
        out.name(name);
        if (shape == null) {
            out.nullValue();
            return;
        }
        int start = out.position();
        new TrailWriter(out, trail.rules()).write(shape);
        int size = out.position() - start;
        if (size > PARAMETERS_BYTES_MAX) {
            out.rewind(start).startObject();
            out.name("omitted").bool(true);
            out.name("originalSize").number(size);
            out.name("reason").string(name + " too large").endObject();
        }
    }

    private static void notes(JsonBuffer out, AuditNotes notes) {
        Map<String, String> additional = notes.additionalEventData();
        if (additional.isEmpty()) {
            return;
        }
        out.name("additionalEventData").startObject();
        additional.forEach((name, value) -> out.name(name).string(value));
        out.endObject();
    }

    private static void resources(JsonBuffer out, List<RecordedResource> resources) {
        if (resources.isEmpty()) {
            return;
        }
        out.name("resources").startArray();
        for (RecordedResource resource : resources) {
            out.startObject();
            out.name("accountId").string(resource.account());
            out.name("type").string(resource.type());
            out.name("ARN").string(resource.arn());
            out.endObject();
        }
        out.endArray();
    }

    private static String cut(String word) {
        return word.length() <= WORD_CHARS_MAX ? word : word.substring(0, WORD_CHARS_MAX);
    }
}
