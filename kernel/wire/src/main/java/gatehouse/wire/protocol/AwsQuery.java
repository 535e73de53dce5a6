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

/// The AWS Query protocol: a form asks, XML answers. Parameters come in the body, in the URL's query, or in both.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
public final class AwsQuery implements Protocol {
    private static final int TYPICAL_BYTES = 1024;

    @Override
    public @Nullable String operationName(HttpRequest request, ServiceModel service) {
        return Form.find(request, "Action");
    }

    @Override
    public boolean isFor(HttpRequest request, ServiceModel service) {
        Form form = Form.of(request);
        String action = form.value("Action");
        return action != null
                && service.operation(action) != null
                && service.metadata().apiVersion().equals(form.value("Version"));
    }

    /// As [Protocol#readInput].
    ///
    /// @throws gatehouse.wire.shape.CommonException `InvalidAction` where the form names another version, or none
    @Override
    public <I extends Shape> I readInput(HttpRequest request, Operation<I, ?> operation) {
        Form form = Form.of(request);
        String version = form.value("Version");
        if (!operation.service().metadata().apiVersion().equals(version)) {
            throw ProtocolErrors.unknownVersion(operation.name(), version);
        }
        return operation.readInput(QueryReader.of(form, QueryNames.AWS_QUERY));
    }

    @Override
    public HttpResponse writeOutput(Operation<?, ?> operation, Shape output, String requestId) {
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        XmlBuffer xml = new XmlBuffer(body);
        String response = operation.name() + "Response";
        String result = operation.resultWrapper();
        xml.start(response, operation.service().metadata().xmlNamespace());
        if (result != null) {
            xml.start(result);
            new XmlWriter(xml, null).members(output);
            xml.end(result);
        }
        xml.start("ResponseMetadata").element("RequestId", requestId).end("ResponseMetadata");
        xml.end(response);
        return new HttpResponse(operation.http().status(), headers(requestId), body.toByteArray());
    }

    @Override
    public HttpResponse writeError(ServiceModel service, ServiceException error, String requestId) {
        ErrorInfo info = error.error();
        GrowableBytes body = new GrowableBytes(TYPICAL_BYTES);
        XmlBuffer xml = new XmlBuffer(body);
        xml.start("ErrorResponse", service.metadata().xmlNamespace()).start("Error");
        xml.element(
                "Type",
                switch (info.fault()) {
                    case SENDER -> "Sender";
                    case RECEIVER -> "Receiver";
                });
        xml.element("Code", info.code());
        String message = error.getMessage();
        if (message != null) {
            xml.element("Message", message);
        }
        new XmlWriter(xml, ProtocolErrors.messageMember(error)).members(error);
        xml.end("Error").element("RequestId", requestId).end("ErrorResponse");
        return new HttpResponse(info.status(), headers(requestId), body.toByteArray());
    }

    @Override
    public Family family() {
        return Family.QUERY;
    }

    private static Headers headers(String requestId) {
        return Headers.of("x-amzn-requestid", requestId, "content-type", "text/xml");
    }
}
