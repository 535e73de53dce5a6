package gatehouse.wire.eventstream;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialReader;
import gatehouse.wire.shape.SerializationException;
import java.time.Instant;

/// Reads a member from a header, whose type must be the member's; numbers may be narrower.
record HeaderReader(HeaderValue value) implements PartialReader {
    @Override
    public String string(Member member) {
        if (value instanceof HeaderValue.Text text) {
            return text.value();
        }
        throw mismatch(member);
    }

    @Override
    public boolean bool(Member member) {
        if (value instanceof HeaderValue.Bool bool) {
            return bool.value();
        }
        throw mismatch(member);
    }

    @Override
    public int integer(Member member) {
        long number = longInteger(member);
        if (number < member.target().kind().integerMin()
                || number > member.target().kind().integerMax()) {
            throw mismatch(member);
        }
        return (int) number;
    }

    @Override
    public long longInteger(Member member) {
        return switch (value) {
            case HeaderValue.Int8 number -> number.value();
            case HeaderValue.Int16 number -> number.value();
            case HeaderValue.Int32 number -> number.value();
            case HeaderValue.Int64 number -> number.value();
            case HeaderValue.Bool _,
                    HeaderValue.Bytes _,
                    HeaderValue.Text _,
                    HeaderValue.Timestamp _,
                    HeaderValue.Uuid _ -> throw mismatch(member);
        };
    }

    @Override
    public Instant timestamp(Member member) {
        if (value instanceof HeaderValue.Timestamp time) {
            return time.value();
        }
        throw mismatch(member);
    }

    @Override
    public Blob blob(Member member) {
        if (value instanceof HeaderValue.Bytes bytes) {
            return bytes.value();
        }
        throw mismatch(member);
    }

    private static SerializationException mismatch(Member member) {
        return new SerializationException("The header " + member.name() + " has another type");
    }
}
