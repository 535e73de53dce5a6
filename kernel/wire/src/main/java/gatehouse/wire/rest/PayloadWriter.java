package gatehouse.wire.rest;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.eventstream.HttpEvents;
import gatehouse.wire.http.HttpResponse.Streamed;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits.Word;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes the one member that is an answer's whole body.
final class PayloadWriter implements PartialWriter {
    private static final int TYPICAL_BYTES = 512;
    private static final byte[] NOTHING_WRITTEN = {};

    private final BodyFormat format;
    private final Operation<?, ?> operation;
    private byte[] body = NOTHING_WRITTEN;
    private @Nullable Streamed streamed;
    private long streamedLength = DataStream.UNKNOWN_LENGTH;

    /// What was written is, null where nothing was.
    private @Nullable String contentType;

    PayloadWriter(BodyFormat format, Operation<?, ?> operation) {
        this.format = format;
        this.operation = operation;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    Streamed streamed() {
        return streamed;
    }

    long streamedLength() {
        return streamedLength;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        if (value != null) {
            body = value.bytesUncopied();
            contentType = mediaType(member, "application/octet-stream");
        }
    }

    @Override
    public void string(Member member, @Nullable String value) {
        if (value != null) {
            body = value.getBytes(StandardCharsets.UTF_8);
            contentType = mediaType(member, "text/plain");
        }
    }

    @Override
    public void dataStream(Member member, @Nullable DataStream value) {
        if (value != null) {
            streamed = out -> {
                try (InputStream in = value.open()) {
                    in.transferTo(out);
                }
            };
            streamedLength = value.length();
            contentType = mediaType(member, "application/octet-stream");
        }
    }

    @Override
    public <T extends Shape> void eventStream(Member member, @Nullable EventStream<T> value) {
        if (value != null) {
            streamed = HttpEvents.writing(member, value, new BodyEvents(format, operation));
            contentType = HttpEvents.CONTENT_TYPE;
        }
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        write(member, value, out -> out.structure(member, value));
    }

    @Override
    public void document(Member member, @Nullable Document value) {
        write(member, value, out -> out.document(member, value));
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        write(member, values, out -> out.list(member, values, element));
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
        write(member, values, out -> out.map(member, values, value));
    }

    private void write(Member member, @Nullable Object value, Consumer<ShapeWriter> offer) {
        if (value != null) {
            GrowableBytes out = new GrowableBytes(TYPICAL_BYTES);
            format.writePayload(operation, member, offer, out);
            body = out.toByteArray();
            contentType = format.contentType();
        }
    }

    /// What a payload of bytes or text is, where the model does not say it otherwise.
    static String mediaType(Member member, String otherwise) {
        String type = member.target().traits().word(Word.MEDIA_TYPE);
        return type == null ? otherwise : type;
    }
}
