package gatehouse.wire.cbor;

import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SeenMembers;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.Traits.Flag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads shapes from CBOR, as Smithy's RPC v2 has it.
///
/// Lengths may be given or open, numbers of any width, tags that mean nothing here are ignored. Refused are: members
/// and keys given twice, keys that are not text, text that is not UTF-8, bytes after the end, more than 100 levels,
/// and times without the tag of times. Nothing is allocated for what is announced and not there.
///
/// Source: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
public final class CborReader implements ShapeReader {
    /// About 1,200 decimal digits, with which arithmetic is still quick.
    private static final int BIGNUM_BYTES_MAX = 512;

    /// A few bytes must not become a number of a million digits where it is written out.
    private static final int EXPONENT_MAX = 10_000;

    private static final int TAG_TIME = 1;
    private static final int TAG_POSITIVE_BIGNUM = 2;
    private static final int TAG_NEGATIVE_BIGNUM = 3;
    private static final int TAG_DECIMAL_FRACTION = 4;
    private static final byte[] EMPTY_MAP = {(byte) 0xA0};

    private final CborInput input;

    private CborReader(CborInput input) {
        this.input = input;
    }

    /// Reads a whole body; an empty one is an empty structure.
    ///
    /// @throws SerializationException where it is not CBOR, or not of that shape
    public static <T> T read(byte[] body, Function<ShapeReader, T> shape) {
        CborInput input = new CborInput(body.length == 0 ? EMPTY_MAP : body);
        input.next();
        T value = shape.apply(new CborReader(input));
        if (!input.atEnd()) {
            throw CborInput.broken();
        }
        return value;
    }

    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        expect(CborInput.MAP, "a structure");
        SeenMembers seen = new SeenMembers();
        long count = input.enter();
        for (long i = 0; input.more(count, i); i++) {
            Member member = schema.member(input.key());
            input.next();
            if (member == null || input.isNull()) {
                input.skip();
                continue;
            }
            if (!seen.add(member)) {
                throw CborInput.broken();
            }
            fields.read(builder, member, this);
        }
    }

    @Override
    public String string(Member member) {
        expect(CborInput.TEXT, "a String");
        return input.text();
    }

    @Override
    public boolean bool(Member member) {
        boolean isTrue = isSimple(CborInput.TRUE);
        if (!isTrue && !isSimple(CborInput.FALSE)) {
            throw mismatch("a Boolean");
        }
        return isTrue;
    }

    @Override
    public int integer(Member member) {
        Kind kind = member.target().kind();
        String target = kind == Kind.BYTE ? "a Byte" : kind == Kind.SHORT ? "a Short" : "an Integer";
        long value = integral(target);
        if (value < kind.integerMin() || value > kind.integerMax()) {
            throw mismatch(target);
        }
        return (int) value;
    }

    @Override
    public long longInteger(Member member) {
        return integral("a Long");
    }

    private long integral(String target) {
        boolean number = input.major() == CborInput.UNSIGNED || input.major() == CborInput.NEGATIVE;
        // A negative argument is one of 2^63 and more.
        if (!number || input.argument() < 0) {
            throw mismatch(target);
        }
        return input.major() == CborInput.UNSIGNED ? input.argument() : ~input.argument();
    }

    @Override
    public float floating(Member member) {
        double value = number("a Float");
        float narrowed = (float) value;
        if (Float.isInfinite(narrowed) && !Double.isInfinite(value)) {
            throw mismatch("a Float");
        }
        return narrowed;
    }

    @Override
    public double doubleFloating(Member member) {
        return number("a Double");
    }

    private double number(String target) {
        long bits = input.argument();
        return switch (input.major()) {
            case CborInput.UNSIGNED, CborInput.NEGATIVE -> whole().doubleValue();
            case CborInput.SIMPLE ->
                switch (input.simple()) {
                    case CborInput.HALF -> Float.float16ToFloat((short) bits);
                    case CborInput.SINGLE -> Float.intBitsToFloat((int) bits);
                    case CborInput.DOUBLE -> Double.longBitsToDouble(bits);
                    default -> throw mismatch(target);
                };
            default -> throw mismatch(target);
        };
    }

    /// The number of an integer item, up to 64 bits and a sign.
    private BigInteger whole() {
        long bits = input.argument();
        BigInteger unsigned =
                bits >= 0 ? BigInteger.valueOf(bits) : BigInteger.valueOf(bits).add(BigInteger.TWO.pow(64));
        return input.major() == CborInput.UNSIGNED ? unsigned : unsigned.not();
    }

    @Override
    public BigInteger bigInteger(Member member) {
        return bigInteger("a BigInteger");
    }

    private BigInteger bigInteger(String target) {
        boolean positive = input.tag() == TAG_POSITIVE_BIGNUM;
        boolean negative = input.tag() == TAG_NEGATIVE_BIGNUM;
        return switch (input.major()) {
            case CborInput.UNSIGNED, CborInput.NEGATIVE -> whole();
            case CborInput.BYTES -> {
                if (!positive && !negative) {
                    throw mismatch(target);
                }
                BigInteger magnitude = input.unsignedBignum(BIGNUM_BYTES_MAX);
                yield negative ? magnitude.not() : magnitude;
            }
            default -> throw mismatch(target);
        };
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        return bigDecimal();
    }

    private BigDecimal bigDecimal() {
        String target = "a BigDecimal";
        if (input.major() == CborInput.ARRAY && input.tag() == TAG_DECIMAL_FRACTION) {
            return decimalFraction(target);
        }
        if (input.major() != CborInput.SIMPLE) {
            return new BigDecimal(bigInteger(target));
        }
        boolean single = input.simple() == CborInput.SINGLE;
        double value = number(target);
        if (!Double.isFinite(value)) {
            throw mismatch(target);
        }
        return single ? new BigDecimal(Float.toString((float) value)) : BigDecimal.valueOf(value);
    }

    private BigDecimal decimalFraction(String target) {
        long count = input.enter();
        requireMore(count, 0);
        input.next();
        long exponent = integral(target);
        requireMore(count, 1);
        input.next();
        BigInteger mantissa = bigInteger(target);
        if (input.more(count, 2)) {
            throw CborInput.broken();
        }
        if (exponent < -EXPONENT_MAX || exponent > EXPONENT_MAX) {
            throw new SerializationException("A decimal number has an exponent beyond " + EXPONENT_MAX);
        }
        return new BigDecimal(mantissa, (int) -exponent);
    }

    private void requireMore(long count, long seen) {
        if (!input.more(count, seen)) {
            throw CborInput.broken();
        }
    }

    @Override
    public Instant timestamp(Member member) {
        if (input.tag() != TAG_TIME) {
            throw mismatch("a Timestamp");
        }
        return TimestampFormat.ofEpochSeconds(number("a Timestamp"));
    }

    @Override
    public Blob blob(Member member) {
        expect(CborInput.BYTES, "a Blob");
        return Blob.owning(input.byteString());
    }

    /// The protocol has no documents; what JSON could have too is read as one.
    @Override
    public Document document(Member member) {
        return document();
    }

    private Document document() {
        return switch (input.major()) {
            case CborInput.TEXT -> new Document.Text(input.text());
            case CborInput.ARRAY -> input.tag() == TAG_DECIMAL_FRACTION ? numeric() : array();
            case CborInput.MAP -> members();
            case CborInput.SIMPLE ->
                switch (input.simple()) {
                    case CborInput.FALSE -> new Document.Bool(false);
                    case CborInput.TRUE -> new Document.Bool(true);
                    case CborInput.NULL, CborInput.UNDEFINED -> new Document.Null();
                    default -> numeric();
                };
            default -> numeric();
        };
    }

    private Document numeric() {
        return new Document.Numeric(bigDecimal());
    }

    private Document array() {
        List<Document> elements = new ArrayList<>();
        long count = input.enter();
        for (long i = 0; input.more(count, i); i++) {
            input.next();
            elements.add(document());
        }
        return new Document.Array(elements);
    }

    private Document members() {
        Map<String, Document> members = new LinkedHashMap<>();
        long count = input.enter();
        for (long i = 0; input.more(count, i); i++) {
            String name = input.key();
            input.next();
            if (members.put(name, document()) != null) {
                throw CborInput.broken();
            }
        }
        return new Document.Members(members);
    }

    @Override
    @SuppressWarnings("NullAway") // Elements are null in sparse lists only, as ShapeReader says.
    public <T> List<T> list(Member member, Element<T> element) {
        expect(CborInput.ARRAY, "a list");
        Member elementMember = member.target().element();
        boolean sparse = member.target().traits().has(Flag.SPARSE);
        List<T> elements = new ArrayList<>();
        long count = input.enter();
        for (long i = 0; input.more(count, i); i++) {
            input.next();
            if (!input.isNull()) {
                elements.add(element.read(this, elementMember));
            } else if (sparse) {
                elements.add(null);
            }
        }
        return Collections.unmodifiableList(elements);
    }

    @Override
    @SuppressWarnings("NullAway") // Values are null in sparse maps only, as ShapeReader says.
    public <T> Map<String, T> map(Member member, Element<T> value) {
        expect(CborInput.MAP, "a map");
        Member valueMember = member.target().value();
        boolean sparse = member.target().traits().has(Flag.SPARSE);
        Map<String, T> entries = new LinkedHashMap<>();
        long count = input.enter();
        for (long i = 0; input.more(count, i); i++) {
            String key = input.key();
            if (entries.containsKey(key)) {
                throw CborInput.broken();
            }
            input.next();
            if (!input.isNull()) {
                entries.put(key, value.read(this, valueMember));
            } else if (sparse) {
                entries.put(key, null);
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    private boolean isSimple(int value) {
        return input.major() == CborInput.SIMPLE && input.simple() == value;
    }

    private void expect(int major, String target) {
        if (input.major() != major) {
            throw mismatch(target);
        }
    }

    private SerializationException mismatch(String target) {
        String found = switch (input.major()) {
            case CborInput.UNSIGNED, CborInput.NEGATIVE -> "NUMBER_VALUE";
            case CborInput.BYTES -> "BLOB_VALUE";
            case CborInput.TEXT -> "STRING_VALUE";
            case CborInput.ARRAY -> "LIST_VALUE";
            case CborInput.MAP -> "STRUCTURE_VALUE";
            default ->
                switch (input.simple()) {
                    case CborInput.TRUE -> "TRUE_VALUE";
                    case CborInput.FALSE -> "FALSE_VALUE";
                    case CborInput.NULL, CborInput.UNDEFINED -> "NULL_VALUE";
                    case CborInput.HALF, CborInput.SINGLE, CborInput.DOUBLE -> "NUMBER_VALUE";
                    default -> "SIMPLE_VALUE";
                };
        };
        return new SerializationException(found + " can not be converted to " + target);
    }
}
