package gatehouse.keys.kms.xks;

import gatehouse.wire.codec.StrictBase64;
import gatehouse.wire.json.JsonReader;
import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of a proxy's answer. What is missing, or is something else, is an answer that cannot be understood.
final class XksAnswer {
    private static final Member WHOLE =
            Member.of(0, "answer", Schema.simple("Answer", Kind.DOCUMENT, Constraints.NONE, Traits.NONE), Traits.NONE);

    private final Map<String, Document> members;

    private XksAnswer(Map<String, Document> members) {
        this.members = members;
    }

    /// @throws XksException where it is no JSON object
    static XksAnswer read(byte[] body) throws XksException {
        if (body.length > 0) {
            try {
                return of(JsonReader.read(body, in -> in.document(WHOLE)));
            } catch (SerializationException _) {
                // It is told below.
            }
        }
        throw notUnderstood();
    }

    private static XksAnswer of(Document document) throws XksException {
        if (document instanceof Document.Members object) {
            return new XksAnswer(object.members());
        }
        throw notUnderstood();
    }

    String text(String name) throws XksException {
        if (members.get(name) instanceof Document.Text text) {
            return text.value();
        }
        throw notUnderstood();
    }

    @Nullable
    String textOrNull(String name) {
        return members.get(name) instanceof Document.Text text ? text.value() : null;
    }

    byte[] bytes(String name) throws XksException {
        try {
            return StrictBase64.decode(text(name)).bytesUncopied();
        } catch (SerializationException _) {
            throw notUnderstood();
        }
    }

    /// Empty where the member is not there.
    byte[] bytesOrNone(String name) throws XksException {
        Document there = members.get(name);
        return there == null || there instanceof Document.Null ? new byte[0] : bytes(name);
    }

    boolean hasPositiveInteger(String name) {
        return members.get(name) instanceof Document.Numeric number
                && number.value().signum() > 0
                && number.value().stripTrailingZeros().scale() <= 0
                && number.value().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    List<String> texts(String name, int max) throws XksException {
        List<String> texts = new ArrayList<>();
        for (Document each : array(name, max)) {
            if (!(each instanceof Document.Text text)) {
                throw notUnderstood();
            }
            texts.add(text.value());
        }
        return texts;
    }

    List<XksAnswer> objects(String name, int max) throws XksException {
        List<XksAnswer> objects = new ArrayList<>();
        for (Document each : array(name, max)) {
            objects.add(of(each));
        }
        return objects;
    }

    private List<Document> array(String name, int max) throws XksException {
        if (members.get(name) instanceof Document.Array array
                && array.elements().size() <= max) {
            return array.elements();
        }
        throw notUnderstood();
    }

    static XksException notUnderstood() {
        return new XksException(XksFailure.INVALID_RESPONSE);
    }
}
