package gatehouse.wire.json;

import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a shape's members as AWS's JSON protocols have them. Absent members are left out.
public final class JsonWriter implements ShapeWriter {
    private final JsonBuffer json;
    private final @Nullable Member skipped;

    /// Whether values are members of a structure, which bring their name, or stand in a list or after a map's key.
    private boolean named = true;

    /// `skipped` is a string member that someone else has written.
    public JsonWriter(JsonBuffer json, @Nullable Member skipped) {
        this.json = json;
        this.skipped = skipped;
    }

    /// A writer of one value, without a name: a payload.
    public static JsonWriter ofValue(JsonBuffer json) {
        JsonWriter writer = new JsonWriter(json, null);
        writer.named = false;
        return writer;
    }

    /// The shape's members, within an object that the caller starts and ends.
    public void members(Shape shape) {
        shape.writeMembers(this);
    }

    /// The shape as a JSON object.
    public void object(Shape shape) {
        boolean outer = named;
        named = true;
        json.startObject();
        shape.writeMembers(this);
        json.endObject();
        named = outer;
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        if (value != null) {
            begin(member);
            object(value);
        } else {
            absent();
        }
    }

    @Override
    public void string(Member member, @Nullable String value) {
        if (member == skipped) {
            return;
        }
        if (value != null) {
            begin(member);
            json.string(value);
        } else {
            absent();
        }
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        if (value != null) {
            begin(member);
            json.bool(value);
        } else {
            absent();
        }
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        if (value != null) {
            begin(member);
            json.number(value.longValue());
        } else {
            absent();
        }
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        if (value != null) {
            begin(member);
            json.number(value.longValue());
        } else {
            absent();
        }
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        if (value != null) {
            begin(member);
            json.number(value.floatValue());
        } else {
            absent();
        }
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        if (value != null) {
            begin(member);
            json.number(value.doubleValue());
        } else {
            absent();
        }
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        if (value != null) {
            begin(member);
            json.raw(value.toString());
        } else {
            absent();
        }
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        if (value != null) {
            begin(member);
            json.number(value);
        } else {
            absent();
        }
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        if (value == null) {
            absent();
            return;
        }
        begin(member);
        switch (TimestampFormat.of(member, TimestampFormat.UNIX)) {
            case ISO_8601 -> json.iso8601(value);
            case RFC_822 -> json.string(TimestampFormat.rfc822(value));
            case UNIX -> json.epochSeconds(value);
        }
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        if (value != null) {
            begin(member);
            json.base64(value.bytesUncopied());
        } else {
            absent();
        }
    }

    @Override
    public void document(Member member, @Nullable Document value) {
        if (value != null) {
            begin(member);
            json.document(value);
        } else {
            absent();
        }
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        if (values == null) {
            absent();
            return;
        }
        begin(member);
        boolean outer = named;
        named = false;
        Member elementMember = member.target().element();
        json.startArray();
        values.forEach(each -> element.write(this, elementMember, each));
        json.endArray();
        named = outer;
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
        if (values == null) {
            absent();
            return;
        }
        begin(member);
        boolean outer = named;
        named = false;
        Member valueMember = member.target().value();
        json.startObject();
        for (Map.Entry<String, T> entry : values.entrySet()) {
            json.name(entry.getKey());
            value.write(this, valueMember, entry.getValue());
        }
        json.endObject();
        named = outer;
    }

    private void begin(Member member) {
        if (named) {
            json.name(member.wireName());
        }
    }

    private void absent() {
        if (!named) {
            json.nullValue();
        }
    }
}
