package gatehouse.wire.eventstream;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.Traits.Flag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects an event's members that are headers, and the one that is the payload, if one is.
final class EventParts implements PartialWriter {
    private final EventFormat format;
    private final Map<String, HeaderValue> headers = new LinkedHashMap<>();
    private byte @Nullable [] payload;
    private @Nullable String contentType;

    EventParts(EventFormat format) {
        this.format = format;
    }

    Map<String, HeaderValue> headers() {
        return headers;
    }

    byte @Nullable [] payload() {
        return payload;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        if (value != null && isPayload(member)) {
            payload = format.write(value);
            contentType = format.contentType();
        }
    }

    @Override
    public void string(Member member, @Nullable String value) {
        if (value != null && isPayload(member)) {
            payload = value.getBytes(StandardCharsets.UTF_8);
            contentType = "text/plain";
        } else if (value != null) {
            header(member, new HeaderValue.Text(value));
        }
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        if (value != null && isPayload(member)) {
            payload = value.bytesUncopied();
            contentType = "application/octet-stream";
        } else if (value != null) {
            header(member, new HeaderValue.Bytes(value));
        }
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        if (value != null) {
            header(member, new HeaderValue.Bool(value));
        }
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        if (value == null) {
            return;
        }
        Kind kind = member.target().kind();
        header(
                member,
                kind == Kind.BYTE
                        ? new HeaderValue.Int8(value.byteValue())
                        : kind == Kind.SHORT
                                ? new HeaderValue.Int16(value.shortValue())
                                : new HeaderValue.Int32(value));
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        if (value != null) {
            header(member, new HeaderValue.Int64(value));
        }
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        if (value != null) {
            header(member, new HeaderValue.Timestamp(value));
        }
    }

    private void header(Member member, HeaderValue value) {
        if (member.traits().has(Flag.EVENT_HEADER)) {
            headers.put(member.name(), value);
        }
    }

    private static boolean isPayload(Member member) {
        return member.traits().has(Flag.EVENT_PAYLOAD);
    }
}
