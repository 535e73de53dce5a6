package gatehouse.wire.protocol;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.query.Form;
import gatehouse.wire.query.QueryNames;
import gatehouse.wire.query.QueryReader;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.xml.XmlBuffer;
import gatehouse.wire.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/// EC2's variety of the Query protocol: lists in forms are flat, answers have no result element, and errors stand in a
/// list of their own.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
public final class Ec2Query implements Protocol {
    private static final int TYPICAL_BYTES = 1024;

    @Override
    public @Nullable String operationName(HttpRequest request, ServiceModel service) {
        return Form.find(request, "Action");
    }

    /// As [Protocol#readInput].
    ///
    /// @throws gatehouse.wire.shape.CommonException `NoSuchVersion` where the form names another version, or none
    @Override
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        Form form = Form.of(request);
        String version = form.value("Version");
        if (!operation.service().metadata().apiVersion().equals(version)) {
            throw ProtocolErrors.noSuchVersion(operation.service(), version);
        }
        return operation.readInput(QueryReader.of(form, QueryNames.EC2));
    }

    @Override
    public HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId) {
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        XmlBuffer xml = new XmlBuffer(body).declaration();
        String response = operation.name() + "Response";
        xml.start(response, operation.service().metadata().xmlNamespace()).element("requestId", requestId);
        new XmlWriter(xml, null).members(output);
        xml.end(response);
        return new HttpResponse(operation.http().status(), headers(requestId), body.toByteArray());
    }

    @Override
    public HttpResponse writeError(ServiceModel service, ServiceException error, String requestId) {
        ErrorInfo info = error.error();
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        XmlBuffer xml = new XmlBuffer(body).declaration();
        xml.start("Response").start("Errors").start("Error").element("Code", info.code());
        String message = error.getMessage();
        if (message != null) {
            xml.element("Message", message);
        }
        new XmlWriter(xml, ProtocolErrors.messageMember(error)).members(error);
        xml.end("Error").end("Errors").element("RequestID", requestId).end("Response");
        return new HttpResponse(info.status(), headers(requestId), body.toByteArray());
    }

    @Override
    public Family family() {
        return Family.EC2;
    }

    private static Headers headers(String requestId) {
        return Headers.of("x-amzn-requestid", requestId, "content-type", "text/xml;charset=UTF-8");
    }
}
