package gatehouse.wire.protocol;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.cbor.CborReader;
import gatehouse.wire.cbor.CborWriter;
import gatehouse.wire.eventstream.HttpEvents;
import gatehouse.wire.eventstream.RpcEvents;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Operation.Flag;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Smithy RPC v2 with CBOR: `POST /service/{service}/operation/{operation}`.
///
/// The service in the path is its shape's name, which the older models have as `targetPrefix`.
///
/// Source: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
public final class RpcV2Cbor implements Protocol {
    private static final int TYPICAL_BYTES = 512;
    private static final int SEGMENTS = 4;
    private static final String PROTOCOL = "rpc-v2-cbor";
    private static final String CBOR = "application/cbor";

    private final RpcEvents events = new RpcEvents(new CborEvents());

    /// As [Protocol#operationName]: null where the request is not of this protocol, or not of this service.
    @Override
    public @Nullable String operationName(HttpRequest request, ServiceModel service) {
        Headers headers = request.headers();
        boolean spoken = PROTOCOL.equals(headers.first("smithy-protocol"));
        if (!spoken || !request.method().equals("POST")) {
            return null;
        }
        // The specification demands it: no two parts of a server may see two operations in one request.
        if (headers.first("x-amz-target") != null || headers.first("x-amzn-target") != null) {
            throw new SerializationException("A request of this protocol has no X-Amz-Target");
        }
        String[] segments = request.rawPath().split("/", -1);
        int first = segments.length - SEGMENTS;
        boolean formed = first > 0 && segments[first].equals("service") && segments[first + 2].equals("operation");
        return formed && isNameOf(service, segments[first + 1]) ? segments[first + 3] : null;
    }

    private static boolean isNameOf(ServiceModel service, String segment) {
        String name = service.metadata().targetPrefix();
        return segment.equals(name) || segment.equals(service.namespace() + "." + name);
    }

    @Override
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        if (operation.has(Flag.EVENTS_IN)) {
            return events.readInput(request, operation);
        }
        if (request.body().length > 0) {
            requireCbor(request.headers().first("content-type"));
        }
        return CborReader.read(request.body(), operation::readInput);
    }

    private static void requireCbor(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType;
        int parameters = type.indexOf(';');
        String essence = parameters < 0 ? type : type.substring(0, parameters);
        if (!essence.strip().toLowerCase(Locale.ROOT).equals(CBOR)) {
            throw new SerializationException("The Content-Type must be " + CBOR);
        }
    }

    @Override
    public HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId) {
        if (operation.has(Flag.EVENTS_OUT)) {
            Headers headers = headers(requestId)
                    .add("content-type", HttpEvents.CONTENT_TYPE)
                    .build();
            return events.writeOutput(output, headers);
        }
        if (operation.has(Flag.NO_OUTPUT)) {
            return new HttpResponse(200, headers(requestId).build(), new byte[0]);
        }
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        new CborWriter(body).structure(output);
        Headers headers = headers(requestId).add("content-type", CBOR).build();
        return new HttpResponse(200, headers, body.toByteArray());
    }

    @Override
    public HttpResponse writeError(ServiceModel service, ServiceException error, String requestId) {
        ErrorInfo info = error.error();
        boolean common = error instanceof CommonException;
        String type = common ? info.shapeName() : service.namespace() + "#" + info.shapeName();
        Member message = ProtocolErrors.messageMember(error);
        String messageName = message == null ? "message" : message.name();
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        new CborWriter(body).error(error, type, message, messageName, error.getMessage());
        Headers.Builder headers = headers(requestId).add("content-type", CBOR);
        if (service.metadata().queryCompatible()) {
            String fault = info.fault() == Fault.SENDER ? ";Sender" : ";Receiver";
            headers.add("x-amzn-query-error", info.code() + fault);
        }
        return new HttpResponse(info.status(), headers.build(), body.toByteArray());
    }

    @Override
    public Family family() {
        return Family.CBOR;
    }

    private static Headers.Builder headers(String requestId) {
        return new Headers.Builder().add("smithy-protocol", PROTOCOL).add("x-amzn-requestid", requestId);
    }
}
