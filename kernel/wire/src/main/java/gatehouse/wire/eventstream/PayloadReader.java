package gatehouse.wire.eventstream;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialReader;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads the member that is an event's whole payload: bytes, text, or a structure in the protocol's format.
record PayloadReader(byte[] payload, EventFormat format) implements PartialReader {
    @Override
    public Blob blob(Member member) {
        return Blob.owning(payload);
    }

    @Override
    public String string(Member member) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new SerializationException("An event's text is not UTF-8");
        }
    }

    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        format.read(payload, reader -> reader.structure(schema, builder, fields));
    }
}
