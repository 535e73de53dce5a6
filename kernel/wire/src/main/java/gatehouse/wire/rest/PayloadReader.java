package gatehouse.wire.rest;

import gatehouse.wire.codec.Utf8;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialReader;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits.Flag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Reads a payload that is bytes or plain text: the whole body, as it came.
record PayloadReader(HttpRequest request) implements PartialReader {
    private static final int LENGTH_DIGITS_MAX = 18;

    @Override
    public Blob blob(Member member) {
        return Blob.owning(request.body());
    }

    @Override
    public String string(Member member) {
        return Utf8.decode(request.body(), request.body().length);
    }

    /// As [gatehouse.wire.shape.ShapeReader#dataStream].
    ///
    /// @throws CommonException `MissingContentLength` where the model demands to know the length beforehand
    @Override
    public DataStream dataStream(Member member) {
        InputStream stream = request.stream();
        if (stream == null) {
            return new Whole(request.body());
        }
        long length = length();
        boolean demanded = member.traits().has(Flag.REQUIRES_LENGTH)
                || member.target().traits().has(Flag.REQUIRES_LENGTH);
        if (demanded && length == DataStream.UNKNOWN_LENGTH) {
            requireEmpty(stream);
            return new Whole(request.body());
        }
        return new Arriving(stream, length);
    }

    /// Of a body without bytes nobody need say that it has none.
    private static void requireEmpty(InputStream stream) {
        try {
            if (stream.read() >= 0) {
                throw CommonException.sender(
                        "MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
            }
        } catch (IOException _) {
            throw new SerializationException("");
        }
    }

    /// Of a body in signed chunks the length without the chunks' own bytes.
    private long length() {
        String decoded = request.headers().first("x-amz-decoded-content-length");
        String text = decoded == null ? request.headers().first("content-length") : decoded;
        boolean number = text != null
                && !text.isEmpty()
                && text.length() <= LENGTH_DIGITS_MAX
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(text) : DataStream.UNKNOWN_LENGTH;
    }

    private record Whole(byte[] bytes) implements DataStream {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private record Arriving(InputStream stream, long length) implements DataStream {
        @Override
        public InputStream open() {
            return stream;
        }
    }
}
