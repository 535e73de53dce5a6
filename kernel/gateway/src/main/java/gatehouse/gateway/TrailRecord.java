package gatehouse.gateway;

import gatehouse.gateway.AuditNotes.RecordedResource;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.trail.TrailWriter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes CloudTrail's record of a call.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
final class TrailRecord {
    private static final String EVENT_VERSION = "1.11";

    /// CloudTrail's limits: longer words are cut, longer parameters are left out.
    private static final int WORD_CHARS_MAX = 1024;

    private static final int PARAMETERS_BYTES_MAX = 100 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private TrailRecord() {}

    static byte[] write(Attempt attempt, String recipient, String eventId, @Nullable String sharedEventId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1536);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("eventVersion", EVENT_VERSION);
            TrailIdentity.write(out, attempt.caller());
            what(out, attempt);
            failure(out, attempt.failure());
            parameters(out, attempt);
            notes(out, attempt.notes());
            out.writeStringProperty("requestID", attempt.inbound().requestId());
            out.writeStringProperty("eventID", eventId);
            out.writeBooleanProperty("readOnly", attempt.trail().access() == Trail.Access.READ);
            resources(out, attempt.notes().resources());
            out.writeStringProperty("eventType", "AwsApiCall");
            out.writeBooleanProperty("managementEvent", true);
            out.writeStringProperty("recipientAccountId", recipient);
            if (sharedEventId != null) {
                out.writeStringProperty("sharedEventID", sharedEventId);
            }
            out.writeStringProperty("eventCategory", "Management");
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void what(JsonGenerator out, Attempt attempt) {
        out.writeStringProperty("eventTime", TrailIdentity.seconds(attempt.time()));
        out.writeStringProperty("eventSource", attempt.inbound().service().eventSource());
        out.writeStringProperty("eventName", attempt.operationName());
        out.writeStringProperty("awsRegion", attempt.region().value());
        out.writeStringProperty(
                "sourceIPAddress", attempt.inbound().request().connection().remoteAddress());
        String agent = attempt.inbound().request().headers().first("user-agent");
        if (agent != null) {
            out.writeStringProperty("userAgent", cut(agent));
        }
    }

    private static void failure(JsonGenerator out, @Nullable ServiceException failure) {
        if (failure == null) {
            return;
        }
        String code = failure instanceof CommonException
                ? failure.error().code()
                : failure.error().shapeName();
        out.writeStringProperty("errorCode", code);
        String message = failure.getMessage();
        if (message != null) {
            out.writeStringProperty("errorMessage", cut(message));
        }
    }

    private static void parameters(JsonGenerator out, Attempt attempt) {
        shape(out, "requestParameters", attempt.input(), attempt.trail());
        Map<String, String> answered = attempt.notes().answered();
        if (!answered.isEmpty() && attempt.succeeded()) {
            out.writeObjectPropertyStart("responseElements");
            answered.forEach(out::writeStringProperty);
            out.writeEndObject();
            return;
        }
        boolean recorded = attempt.trail().response() == Trail.Response.RECORDED;
        shape(out, "responseElements", recorded ? attempt.answer() : null, attempt.trail());
    }

    /// A shape without members to record is null, as CloudTrail has it.
    private static void shape(JsonGenerator out, String name, @Nullable Shape shape, Trail trail) {
        byte[] json = shape == null ? null : TrailWriter.json(shape, trail.omitted());
        out.writeName(name);
        if (json == null || json.length <= 2) {
            out.writeNull();
        } else if (json.length > PARAMETERS_BYTES_MAX) {
            out.writeStartObject();
            out.writeBooleanProperty("omitted", true);
            out.writeNumberProperty("originalSize", json.length);
            out.writeStringProperty("reason", name + " too large");
            out.writeEndObject();
        } else {
            out.writeRawUTF8String(json, 0, json.length);
        }
    }

    private static void notes(JsonGenerator out, AuditNotes notes) {
        Map<String, String> additional = notes.additionalEventData();
        if (additional.isEmpty()) {
            return;
        }
        out.writeObjectPropertyStart("additionalEventData");
        additional.forEach(out::writeStringProperty);
        out.writeEndObject();
    }

    private static void resources(JsonGenerator out, List<RecordedResource> resources) {
        if (resources.isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart("resources");
        for (RecordedResource resource : resources) {
            out.writeStartObject();
            out.writeStringProperty("accountId", resource.account());
            out.writeStringProperty("type", resource.type());
            out.writeStringProperty("ARN", resource.arn());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static String cut(String word) {
        return word.length() <= WORD_CHARS_MAX ? word : word.substring(0, WORD_CHARS_MAX);
    }
}
