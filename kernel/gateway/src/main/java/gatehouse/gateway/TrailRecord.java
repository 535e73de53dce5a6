package gatehouse.gateway;

import gatehouse.gateway.AuditNotes.RecordedResource;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.buffer.JsonName;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.trail.TrailWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes CloudTrail's record of a call, and behind it, for the caller's own account, how it was decided.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
final class TrailRecord {
    private static final String EVENT_VERSION = "1.11";

    /// CloudTrail's limits: longer words are cut, longer parameters are left out.
    private static final int WORD_CHARS_MAX = 1024;

    private static final int PARAMETERS_BYTES_MAX = 100 * 1024;

    /// What most records need, with their decisions; a session's context comes on top.
    private static final int TYPICAL_BYTES = 1664;

    private static final int SESSION_BYTES = 384;

    private TrailRecord() {}

    static GrowableBytes write(Attempt attempt, String recipient, String eventId, @Nullable String sharedEventId) {
        boolean inSession = attempt.caller().session() != null;
        GrowableBytes bytes = new GrowableBytes(inSession ? TYPICAL_BYTES + SESSION_BYTES : TYPICAL_BYTES);
        JsonBuffer out = new JsonBuffer(bytes).startObject();
        out.name(TrailField.EVENT_VERSION).string(EVENT_VERSION);
        TrailIdentity.write(out, attempt);
        what(out, attempt);
        failure(out, attempt.failure());
        parameters(out, attempt);
        notes(out, attempt.notes());
        out.name(TrailField.REQUEST_ID).string(attempt.asked().requestId());
        out.name(TrailField.EVENT_ID).string(eventId);
        out.name(TrailField.READ_ONLY).bool(attempt.trail().access() == Trail.Access.READ);
        resources(out, attempt.notes().resources());
        out.name(TrailField.EVENT_TYPE).string("AwsApiCall");
        out.name(TrailField.MANAGEMENT_EVENT).bool(true);
        out.name(TrailField.RECIPIENT_ACCOUNT_ID).string(recipient);
        if (sharedEventId != null) {
            out.name(TrailField.SHARED_EVENT_ID).string(sharedEventId);
        }
        out.name(TrailField.EVENT_CATEGORY).string("Management").endObject();
        if (recipient.equals(attempt.caller().account())) {
            attempt.notes().judgements().write(bytes, attempt.caller());
        }
        return bytes;
    }

    private static void what(JsonBuffer out, Attempt attempt) {
        out.name(TrailField.EVENT_TIME).string(TrailIdentity.seconds(attempt.time()));
        out.name(TrailField.EVENT_SOURCE).string(attempt.asked().service().eventSource());
        out.name(TrailField.EVENT_NAME).string(attempt.operationName());
        out.name(TrailField.AWS_REGION).string(attempt.region().value());
        List<String> via = attempt.asked().via();
        out.name(TrailField.SOURCE_IP_ADDRESS)
                .string(via.isEmpty() ? attempt.asked().request().connection().remoteAddress() : via.getLast());
        String agent = attempt.asked().request().headers().first("user-agent");
        if (agent != null) {
            out.name(TrailField.USER_AGENT).string(cut(agent));
        }
    }

    private static void failure(JsonBuffer out, @Nullable ServiceException failure) {
        if (failure == null) {
            return;
        }
        String code = failure instanceof CommonException
                ? failure.error().code()
                : failure.error().shapeName();
        out.name(TrailField.ERROR_CODE).string(code);
        String message = failure.getMessage();
        if (message != null) {
            out.name(TrailField.ERROR_MESSAGE).string(cut(message));
        }
    }

    private static void parameters(JsonBuffer out, Attempt attempt) {
        shape(out, TrailField.REQUEST_PARAMETERS, attempt.input(), attempt.trail());
        Map<String, String> answered = attempt.notes().answered();
        if (!answered.isEmpty() && attempt.succeeded()) {
            out.name(TrailField.RESPONSE_ELEMENTS).startObject();
            answered.forEach((name, value) -> out.name(name).string(value));
            out.endObject();
            return;
        }
        boolean recorded = attempt.trail().response() == Trail.Response.RECORDED;
        shape(out, TrailField.RESPONSE_ELEMENTS, recorded ? attempt.answer() : null, attempt.trail());
    }

    /// A shape without anything to record is null, as CloudTrail has it; one that is too large is left out.
    private static void shape(JsonBuffer out, JsonName name, @Nullable Shape shape, Trail trail) {
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
            out.name("reason").string(name.text() + " too large").endObject();
        }
    }

    private static void notes(JsonBuffer out, AuditNotes notes) {
        Map<String, String> additional = notes.additionalEventData();
        if (additional.isEmpty()) {
            return;
        }
        out.name(TrailField.ADDITIONAL_EVENT_DATA).startObject();
        additional.forEach((name, value) -> out.name(name).string(value));
        out.endObject();
    }

    private static void resources(JsonBuffer out, List<RecordedResource> resources) {
        if (resources.isEmpty()) {
            return;
        }
        out.name(TrailField.RESOURCES).startArray();
        for (RecordedResource resource : resources) {
            out.startObject();
            out.name(TrailField.ACCOUNT_ID).string(resource.account());
            out.name(TrailField.TYPE).string(resource.type());
            out.name(TrailField.RESOURCE_ARN).string(resource.arn());
            out.endObject();
        }
        out.endArray();
    }

    private static String cut(String word) {
        return word.length() <= WORD_CHARS_MAX ? word : word.substring(0, WORD_CHARS_MAX);
    }
}
