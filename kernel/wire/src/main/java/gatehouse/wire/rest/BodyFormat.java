package gatehouse.wire.rest;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.ShapeWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How what HTTP binds to no other place stands in a body: JSON or XML. Stateless.
///
/// A body is a *document* of the members that are bound nowhere else, or one *payload* member alone. The shapes and
/// schemas that are handed to a format hold just what belongs in the body, under their own names and traits.
public interface BodyFormat {
    /// What documents are, such as `application/json`.
    String contentType();

    /// Whether this body is how clients send no payload: an empty one, and in JSON an empty object too.
    boolean isAbsent(byte[] body);

    /// Reads a whole body, which is not empty: `root` is called once, with a reader of the body's outermost value.
    /// For a document it calls [ShapeReader#structure]; for a payload, which that member then is, whatever its
    /// kind asks for.
    ///
    /// @throws gatehouse.wire.shape.SerializationException where it is not of this format, or not of that shape
    void read(byte[] body, @Nullable Member payload, Consumer<ShapeReader> root);

    /// Writes the members that `document`, the operation's output, offers as a body of their own.
    /// [Shape#writeMembers] may be called more than once, as for attributes before elements. An answer that has no
    /// members in its body is written as the format has it: nothing, or an empty document.
    void writeDocument(Operation<?, ?> operation, Shape document, GrowableBytes out);

    /// Writes a payload that is neither bytes nor plain text: `value` offers it to a writer, once, under `payload`.
    void writePayload(Operation<?, ?> operation, Member payload, Consumer<ShapeWriter> value, GrowableBytes out);

    /// Writes the body of an error.
    void writeError(ErrorBody error, GrowableBytes out);
}
