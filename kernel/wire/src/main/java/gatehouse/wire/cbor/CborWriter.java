package gatehouse.wire.cbor;

import gatehouse.wire.buffer.GrowableBytes;
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

/// Writes shapes in CBOR as Smithy's RPC v2 has them. Absent members are left out; lengths are always given.
///
/// Source: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
public final class CborWriter implements ShapeWriter {
    private final CborBuffer cbor;

    /// How many members the innermost structure has so far.
    private int written;

    /// Whether values are members of a structure, which bring their name, or stand in a list or after a map's key.
    private boolean named = true;

    /// A string member that stands there already.
    private @Nullable Member skipped;

    public CborWriter(GrowableBytes bytes) {
        this.cbor = new CborBuffer(bytes);
    }

    /// The shape as a map.
    public void structure(Shape shape) {
        int outerWritten = written;
        boolean outerNamed = named;
        named = true;
        written = 0;
        int start = cbor.startMap(shape.schema().members().size());
        shape.writeMembers(this);
        cbor.endMap(start, written);
        written = outerWritten;
        named = outerNamed;
    }

    /// An error as a map that begins with its `__type` and, where it has one, its message under `messageName`; the
    /// member `message`, if there is one, is not written again.
    public void error(Shape error, String type, @Nullable Member message, String messageName, @Nullable String words) {
        int start = cbor.startMap(error.schema().members().size() + 2);
        written = 0;
        entry("__type", type);
        if (words != null) {
            entry(messageName, words);
        }
        skipped = message;
        error.writeMembers(this);
        skipped = null;
        cbor.endMap(start, written);
    }

    private void entry(String name, String value) {
        cbor.text(name);
        cbor.text(value);
        written++;
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        if (value != null) {
            begin(member);
            structure(value);
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
            cbor.text(value);
        } else {
            absent();
        }
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        if (value != null) {
            begin(member);
            cbor.bool(value);
        } else {
            absent();
        }
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        if (value != null) {
            begin(member);
            cbor.number(value.longValue());
        } else {
            absent();
        }
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        if (value != null) {
            begin(member);
            cbor.number(value.longValue());
        } else {
            absent();
        }
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        if (value != null) {
            begin(member);
            cbor.number(value.doubleValue());
        } else {
            absent();
        }
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        if (value != null) {
            begin(member);
            cbor.number(value.doubleValue());
        } else {
            absent();
        }
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        if (value != null) {
            begin(member);
            cbor.bignum(value);
        } else {
            absent();
        }
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        if (value != null) {
            begin(member);
            cbor.decimalFraction(value);
        } else {
            absent();
        }
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        if (value != null) {
            begin(member);
            cbor.time(value);
        } else {
            absent();
        }
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        if (value != null) {
            begin(member);
            cbor.byteString(value.bytesUncopied());
        } else {
            absent();
        }
    }

    /// The protocol has no documents; they are written as what JSON would have, for [CborReader].
    @Override
    public void document(Member member, @Nullable Document value) {
        if (value != null) {
            begin(member);
            document(value);
        } else {
            absent();
        }
    }

    private void document(Document value) {
        switch (value) {
            case Document.Null _ -> cbor.nullValue();
            case Document.Bool bool -> cbor.bool(bool.value());
            case Document.Numeric numeric -> cbor.decimalFraction(numeric.value());
            case Document.Text text -> cbor.text(text.value());
            case Document.Array array -> {
                cbor.array(array.elements().size());
                array.elements().forEach(this::document);
            }
            case Document.Members members -> {
                cbor.map(members.members().size());
                members.members().forEach((name, each) -> {
                    cbor.text(name);
                    document(each);
                });
            }
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
        cbor.array(values.size());
        values.forEach(each -> element.write(this, elementMember, each));
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
        cbor.map(values.size());
        for (Map.Entry<String, T> entry : values.entrySet()) {
            cbor.text(entry.getKey());
            value.write(this, valueMember, entry.getValue());
        }
        named = outer;
    }

    private void begin(Member member) {
        if (named) {
            cbor.text(member.name());
            written++;
        }
    }

    private void absent() {
        if (!named) {
            cbor.nullValue();
        }
    }
}
