package gatehouse.wire.protocol;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.eventstream.HttpEvents;
import gatehouse.wire.eventstream.RpcEvents;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.json.JsonReader;
import gatehouse.wire.json.JsonWriter;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Operation.Flag;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import org.jspecify.annotations.Nullable;

/// AWS JSON 1.0 and 1.1, whichever the service's model names.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
public final class AwsJson implements Protocol {
    private static final int TYPICAL_BYTES = 512;

    private final RpcEvents events = new RpcEvents(new JsonEvents());

    @Override
    public @Nullable String operationName(HttpRequest request, ServiceModel service) {
        String target = request.headers().first("x-amz-target");
        if (target == null) {
            return null;
        }
        String prefix = service.metadata().targetPrefix();
        boolean ofService =
                target.startsWith(prefix) && target.length() > prefix.length() && target.charAt(prefix.length()) == '.';
        // A target of another service or version is named whole, and so is unknown here.
        return ofService ? target.substring(prefix.length() + 1) : target;
    }

    @Override
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        return operation.has(Flag.EVENTS_IN)
                ? events.readInput(request, operation)
                : JsonReader.read(request.body(), operation::readInput);
    }

    @Override
    public HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId) {
        if (operation.has(Flag.EVENTS_OUT)) {
            return events.writeOutput(
                    output, Headers.of("x-amzn-requestid", requestId, "content-type", HttpEvents.CONTENT_TYPE));
        }
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        new JsonWriter(new JsonBuffer(body), null).object(output);
        return new HttpResponse(operation.http().status(), headers(operation.service(), requestId), body.toByteArray());
    }

    @Override
    public HttpResponse writeError(ServiceModel service, ServiceException error, String requestId) {
        ErrorInfo info = error.error();
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        JsonBuffer json = new JsonBuffer(body);
        json.startObject().name("__type").string(info.shapeName());
        String message = error.getMessage();
        if (message != null) {
            json.name(messageName(error)).string(message);
        }
        new JsonWriter(json, ProtocolErrors.messageMember(error)).members(error);
        json.endObject();
        return new HttpResponse(status(error), headers(service, requestId, info), body.toByteArray());
    }

    /// Of the errors that all services share, these protocols answer every sender's mistake with 400, a denial too.
    private static int status(ServiceException error) {
        ErrorInfo info = error.error();
        boolean common = error instanceof CommonException && info.fault() == Fault.SENDER && info.status() < 409;
        return common ? 400 : info.status();
    }

    @Override
    public Family family() {
        return Family.JSON;
    }

    /// As the model spells it; errors that come from before a service's own code have a capital letter.
    private static String messageName(ServiceException error) {
        Member member = ProtocolErrors.messageMember(error);
        if (member != null) {
            return member.name();
        }
        return switch (error.error().shapeName()) {
            case "SerializationException", "AccessDeniedException" -> "Message";
            default -> "message";
        };
    }

    private static Headers headers(ServiceModel service, String requestId) {
        return Headers.of("x-amzn-requestid", requestId, "content-type", contentType(service));
    }

    private static Headers headers(ServiceModel service, String requestId, ErrorInfo error) {
        if (!service.metadata().queryCompatible()) {
            return headers(service, requestId);
        }
        String fault = error.fault() == Fault.SENDER ? ";Sender" : ";Receiver";
        return Headers.of(
                "x-amzn-requestid",
                requestId,
                "content-type",
                contentType(service),
                "x-amzn-query-error",
                error.code() + fault);
    }

    private static String contentType(ServiceModel service) {
        boolean older = service.metadata().jsonVersion().equals("1.0");
        return older ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
    }
}
