package gatehouse.wire.rest;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.http.HttpResponse.Streamed;
import gatehouse.wire.rest.Bindings.Place;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.MemberSwitch;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the REST protocols share: operations found by method and path, members bound to all parts of HTTP messages.
/// A protocol adds its format, and what it says of errors.
///
/// Source: https://smithy.io/2.0/spec/http-bindings.html
public final class HttpBindings {
    private static final int TYPICAL_BYTES = 512;

    /// These have no body, whatever the output has (RFC 9110, 15.3.5 and 15.4.5).
    private static final int NO_CONTENT = 204;

    private static final int NOT_MODIFIED = 304;

    private final BodyFormat format;
    private final ConcurrentHashMap<ServiceModel, RestRoutes> routes = new ConcurrentHashMap<>();

    public HttpBindings(BodyFormat format) {
        this.format = format;
    }

    /// As [gatehouse.wire.protocol.Protocol#operationName].
    public @Nullable String operationName(HttpRequest request, ServiceModel service) {
        Operation<?, ?> found = routes(service).find(request);
        return found == null ? null : found.name();
    }

    /// As [gatehouse.wire.protocol.Protocol#readInput].
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        UriPattern pattern = routes(operation.service()).pattern(operation);
        Map<String, String> labels = pattern.labels(RequestPath.of(request.rawPath()));
        if (labels == null) {
            throw new SerializationException("");
        }
        return operation.readInput(new RequestReader(request, labels, format, operation));
    }

    private RestRoutes routes(ServiceModel service) {
        RestRoutes known = routes.get(service);
        return known != null ? known : routes.computeIfAbsent(service, RestRoutes::new);
    }

    /// As [gatehouse.wire.protocol.Protocol#writeOutput].
    public HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId) {
        Bindings bindings = Bindings.ofOutput(output.schema());
        HeadWriter head = new HeadWriter(bindings, operation.http().status());
        output.writeMembers(head.members());
        head.addIfAbsent("x-amzn-requestid", requestId);
        if (head.status() == NO_CONTENT || head.status() == NOT_MODIFIED) {
            return new HttpResponse(head.status(), head.build(), new byte[0]);
        }
        if (bindings.payload() != null) {
            return payload(operation, output, head);
        }
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        if (!operation.has(Operation.Flag.NO_OUTPUT)) {
            format.writeDocument(operation, new BodyMembers(output, bindings), body);
        }
        return document(head, body);
    }

    /// As [gatehouse.wire.protocol.Protocol#writeError].
    public HttpResponse writeError(ServiceModel service, ServiceException error, String requestId, ErrorForm form) {
        Bindings bindings = Bindings.ofOutput(error.schema());
        HeadWriter head = new HeadWriter(bindings, error.error().status());
        error.writeMembers(head.members());
        head.addIfAbsent("x-amzn-requestid", requestId);
        if (!form.typeHeader().isEmpty()) {
            head.addIfAbsent(form.typeHeader(), error.error().shapeName());
        }
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        Shape members = new BodyMembers(error, bindings);
        format.writeError(new ErrorBody(service, error, members, form.message(), requestId), body);
        return document(head, body);
    }

    /// How a protocol answers an error, its body aside: the header that names it, empty where there is none, and the
    /// error's member that holds its message.
    public record ErrorForm(String typeHeader, @Nullable Member message) {}

    private HttpResponse document(HeadWriter head, GrowableBytes body) {
        if (body.size() > 0) {
            head.addIfAbsent("content-type", format.contentType());
        }
        return new HttpResponse(head.status(), head.build(), body.toByteArray());
    }

    private HttpResponse payload(Operation<?, ?> operation, Shape output, HeadWriter head) {
        Bindings bindings = Bindings.ofOutput(output.schema());
        PayloadWriter payload = new PayloadWriter(format, operation);
        output.writeMembers(
                new MemberSwitch(member -> bindings.place(member) == Place.PAYLOAD ? payload : PartialWriter.NOTHING));
        String contentType = payload.contentType();
        if (contentType != null) {
            head.addIfAbsent("content-type", contentType);
        }
        Streamed streamed = payload.streamed();
        if (streamed != null && payload.streamedLength() != DataStream.UNKNOWN_LENGTH) {
            head.addIfAbsent("content-length", Long.toString(payload.streamedLength()));
        }
        return new HttpResponse(head.status(), head.build(), payload.body(), streamed);
    }
}
