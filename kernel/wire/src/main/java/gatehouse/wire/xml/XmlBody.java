package gatehouse.wire.xml;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.rest.BodyFormat;
import gatehouse.wire.rest.ErrorBody;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Operation.Flag;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.ShapeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// XML as the bodies of the REST protocol have it. An answer whose output has no members for the body has none.
public final class XmlBody implements BodyFormat {
    @Override
    public String contentType() {
        return "application/xml";
    }

    @Override
    public boolean isAbsent(byte[] body) {
        return body.length == 0;
    }

    @Override
    public void read(byte[] body, @Nullable Member payload, Consumer<ShapeReader> root) {
        root.accept(payload == null ? XmlReader.ofDocument(body) : XmlReader.of(body, XmlNames.payload(payload)));
    }

    @Override
    public void writeDocument(Operation<?, ?> operation, Shape document, GrowableBytes out) {
        Schema schema = document.schema();
        if (schema.members().isEmpty()) {
            return;
        }
        XmlBuffer xml = new XmlBuffer(out).declaration();
        String namespace = operation.service().metadata().xmlNamespace();
        if (!operation.has(Flag.UNWRAPPED_OUTPUT)) {
            XmlWriter.ofRoot(xml, namespace).root(XmlNames.root(schema), document);
            return;
        }
        int empty = out.size();
        XmlWriter.ofRoot(xml, namespace).members(document);
        if (out.size() == empty) {
            String root = XmlNames.of(schema.members().getFirst());
            xml.start(root, namespace).end(root);
        }
    }

    @Override
    public void writePayload(
            Operation<?, ?> operation, Member payload, Consumer<ShapeWriter> value, GrowableBytes out) {
        XmlBuffer xml = new XmlBuffer(out).declaration();
        value.accept(XmlWriter.ofPayload(xml, operation.service().metadata().xmlNamespace(), payload));
    }

    /// `ErrorResponse` around `Error`; `Error` alone, with the request's ids in it, where the service's model says so.
    @Override
    public void writeError(ErrorBody error, GrowableBytes out) {
        XmlBuffer xml = new XmlBuffer(out).declaration();
        boolean bare = error.service().metadata().noErrorWrapping();
        if (bare) {
            xml.start("Error");
        } else {
            xml.start("ErrorResponse", error.service().metadata().xmlNamespace())
                    .start("Error");
        }
        ErrorInfo info = error.error().error();
        xml.element("Type", info.fault() == ErrorInfo.Fault.SENDER ? "Sender" : "Receiver");
        xml.element("Code", info.code());
        String message = error.error().getMessage();
        if (message != null) {
            xml.element("Message", message);
        }
        new XmlWriter(xml, error.message()).members(error.members());
        if (bare) {
            xml.element("RequestId", error.requestId()).element("HostId", hostId(error.requestId()));
            xml.end("Error");
        } else {
            xml.end("Error").element("RequestId", error.requestId()).end("ErrorResponse");
        }
    }

    /// The second id of S3's answers, made of the first.
    public static String hostId(String requestId) {
        return Base64.getEncoder().encodeToString(requestId.getBytes(StandardCharsets.UTF_8));
    }
}
