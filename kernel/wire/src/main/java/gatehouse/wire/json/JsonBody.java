package gatehouse.wire.json;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.rest.BodyFormat;
import gatehouse.wire.rest.ErrorBody;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.ShapeWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// JSON as the bodies of the REST protocol have it. An answer without members is an empty object.
public final class JsonBody implements BodyFormat {
    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public boolean isAbsent(byte[] body) {
        boolean open = false;
        boolean closed = false;
        for (byte each : body) {
            if (each == '{' && !open) {
                open = true;
            } else if (each == '}' && open && !closed) {
                closed = true;
            } else if (each != ' ' && each != '\t' && each != '\n' && each != '\r') {
                return false;
            }
        }
        return open == closed;
    }

    @Override
    public void read(byte[] body, @Nullable Member payload, Consumer<ShapeReader> root) {
        JsonReader.readStrictly(body, root);
    }

    @Override
    public void writeDocument(Operation<?, ?> operation, Shape document, GrowableBytes out) {
        new JsonWriter(new JsonBuffer(out), null).object(document);
    }

    @Override
    public void writePayload(
            Operation<?, ?> operation, Member payload, Consumer<ShapeWriter> value, GrowableBytes out) {
        value.accept(JsonWriter.ofValue(new JsonBuffer(out)));
    }

    @Override
    public void writeError(ErrorBody error, GrowableBytes out) {
        JsonBuffer json = new JsonBuffer(out);
        json.startObject();
        String text = error.error().getMessage();
        if (text != null) {
            json.name(messageName(error)).string(text);
        }
        new JsonWriter(json, error.message()).members(error.members());
        json.endObject();
    }

    /// As the model spells it; errors that come from before a service's own code have a capital letter.
    private static String messageName(ErrorBody error) {
        Member message = error.message();
        if (message != null) {
            return message.wireName();
        }
        return error.error().error().shapeName().equals("AccessDeniedException") ? "Message" : "message";
    }
}
