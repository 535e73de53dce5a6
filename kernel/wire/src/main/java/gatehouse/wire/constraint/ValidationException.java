package gatehouse.wire.constraint;

import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits;
import java.util.List;

/// An input that does not meet its model, field by field.
///
/// Source: https://smithy.io/2.0/spec/constraint-traits.html, `smithy.framework#ValidationException`
public final class ValidationException extends ServiceException {
    private static final long serialVersionUID = 1L;

    private static final Schema STRING = Schema.simple("String", Kind.STRING, Constraints.NONE, Traits.NONE);
    private static final Member PATH = Member.of(0, "path", STRING, Traits.NONE);
    private static final Member FIELD_MESSAGE = Member.of(1, "message", STRING, Traits.NONE);
    private static final Schema FIELD =
            Schema.structure("ValidationExceptionField", Kind.STRUCTURE, Traits.NONE, PATH, FIELD_MESSAGE);
    private static final Member MESSAGE = Member.of(0, "message", STRING, Traits.NONE);
    private static final Member FIELD_LIST = Member.of(
            1,
            "fieldList",
            Schema.list(
                    "ValidationExceptionFieldList",
                    Constraints.NONE,
                    Traits.NONE,
                    Member.of(0, "member", FIELD, Traits.NONE)),
            Traits.NONE);
    private static final Schema SCHEMA =
            Schema.structure("ValidationException", Kind.STRUCTURE, Traits.NONE, MESSAGE, FIELD_LIST);

    private final transient ErrorInfo error;
    private final transient List<Field> fields;

    ValidationException(String code, String message, List<Field> fields) {
        super(message);
        this.error = new ErrorInfo(code, code, 400, Fault.SENDER);
        this.fields = List.copyOf(fields);
    }

    /// One violation: a JSON pointer to the value, made of the model's names, and what is wrong with it.
    public record Field(String path, String message) implements Shape {
        @Override
        public Schema schema() {
            return FIELD;
        }

        @Override
        public void writeMembers(ShapeWriter out) {
            out.string(PATH, path);
            out.string(FIELD_MESSAGE, message);
        }
    }

    public List<Field> fields() {
        return fields;
    }

    @Override
    public ErrorInfo error() {
        return error;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public void writeMembers(ShapeWriter out) {
        out.string(MESSAGE, getMessage());
        out.list(FIELD_LIST, fields, ShapeWriter::structure);
    }
}
