package gatehouse.wire.json;

import gatehouse.wire.codec.StrictBase64;
import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.codec.Utf8;
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
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Reads shapes from the bodies of AWS's JSON protocols.
///
/// Stricter than JSON where a request could mean two things: members given twice, bytes after the end, and text
/// that is not UTF-8 are refused; so is a union that has not exactly one member. The words of errors are those of AWS's
/// services; broken syntax has none.
public final class JsonReader implements ShapeReader {
    private static final int DEPTH_MAX = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final JsonParser parser;
    private final Rules rules;

    private JsonReader(JsonParser parser, Rules rules) {
        this.parser = parser;
        this.rules = rules;
    }

    /// What is made of a value that does not quite fit.
    private enum Rules {
        /// AWS JSON: fractions are cut off, nulls in collections dropped, times read in any zone.
        EASY,
        /// The REST protocol: none of this.
        STRICT
    }

    /// Reads a whole body; an empty one is an empty structure.
    ///
    /// @throws SerializationException where it is not JSON, or not of that shape
    public static <T> T read(byte[] body, Function<ShapeReader, T> shape) {
        return read(body, shape, Rules.EASY);
    }

    /// As [#read], without what AWS JSON tolerates: numbers with a fraction for whole ones, nulls in collections that
    /// are not sparse, times that are not in UTC.
    public static void readStrictly(byte[] body, Consumer<ShapeReader> shape) {
        read(
                body,
                reader -> {
                    shape.accept(reader);
                    return Boolean.TRUE;
                },
                Rules.STRICT);
    }

    private static <T> T read(byte[] body, Function<ShapeReader, T> shape, Rules rules) {
        Utf8.require(body);
        try (JsonParser parser =
                FACTORY.createParser(ObjectReadContext.empty(), body.length == 0 ? EMPTY_OBJECT : body)) {
            parser.nextToken();
            T value = shape.apply(new JsonReader(parser, rules));
            if (parser.nextToken() != null) {
                throw new SerializationException("");
            }
            return value;
        } catch (JacksonException | NumberFormatException _) {
            // The latter is how an exponent beyond all measure is told of.
            throw new SerializationException("");
        }
    }

    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        expect(JsonToken.START_OBJECT, "Expected null");
        if (schema.kind() == Kind.UNION) {
            union(schema, builder, fields);
            return;
        }
        SeenMembers seen = new SeenMembers();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            Member member = schema.memberOnWire(name);
            if (member == null || value == JsonToken.VALUE_NULL) {
                parser.skipChildren();
                continue;
            }
            if (!seen.add(member)) {
                throw new SerializationException("");
            }
            fields.read(builder, member, this);
        }
    }

    /// Nulls are as good as absent; what `__type` says is known already.
    private <B> void union(Schema schema, B builder, Fields<B> fields) {
        boolean found = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_NULL || name.equals("__type")) {
                parser.skipChildren();
                continue;
            }
            Member member = schema.memberOnWire(name);
            if (found || member == null) {
                throw new SerializationException("");
            }
            fields.read(builder, member, this);
            found = true;
        }
        if (!found) {
            throw new SerializationException("");
        }
    }

    @Override
    public String string(Member member) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mismatch("a String");
        }
        return Utf8.requireWhole(parser.getString());
    }

    @Override
    public boolean bool(Member member) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw mismatch("a Boolean");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    @Override
    public int integer(Member member) {
        Kind kind = member.target().kind();
        return (int) integral(nameOf(kind), kind.integerMin(), kind.integerMax());
    }

    @Override
    public long longInteger(Member member) {
        return integral("a Long", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static String nameOf(Kind kind) {
        return kind == Kind.BYTE ? "a Byte" : kind == Kind.SHORT ? "a Short" : "an Integer";
    }

    /// A whole number; of a number with a fraction AWS JSON takes the whole part.
    private long integral(String target, long min, long max) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            if (value >= min && value <= max) {
                return value;
            }
        } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            double value = parser.getDoubleValue();
            boolean whole = rules == Rules.EASY || value == Math.rint(value);
            if (whole && value >= min && value <= max) {
                return (long) value;
            }
        }
        throw mismatch(target);
    }

    @Override
    public float floating(Member member) {
        float value = (float) floating("a Float");
        return requireFinite(value, "a Float");
    }

    @Override
    public double doubleFloating(Member member) {
        return floating("a Double");
    }

    private float requireFinite(float value, String target) {
        if (Float.isInfinite(value) && parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mismatch(target);
        }
        return value;
    }

    private double floating(String target) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return switch (parser.getString()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw mismatch(target);
            };
        }
        boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        double value = number ? parser.getDoubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw mismatch(target);
        }
        return value;
    }

    @Override
    public BigInteger bigInteger(Member member) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw mismatch("a BigInteger");
        }
        return parser.getBigIntegerValue();
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw mismatch("a BigDecimal");
        }
        return parser.getDecimalValue();
    }

    @Override
    public Instant timestamp(Member member) {
        TimestampFormat format = TimestampFormat.of(member, TimestampFormat.UNIX);
        JsonToken token = parser.currentToken();
        if (format != TimestampFormat.UNIX && token == JsonToken.VALUE_STRING) {
            String text = parser.getString();
            return rules == Rules.STRICT
                    ? TimestampFormat.parseStrictly(text, format)
                    : TimestampFormat.parse(text, format);
        }
        if (format != TimestampFormat.UNIX && rules == Rules.STRICT) {
            throw mismatch("milliseconds since epoch");
        }
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw mismatch("milliseconds since epoch");
        }
        return TimestampFormat.ofEpochSeconds(parser.getDoubleValue());
    }

    @Override
    public Blob blob(Member member) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mismatch("a Blob");
        }
        return StrictBase64.decode(parser.getString());
    }

    @Override
    public Document document(Member member) {
        return document();
    }

    private Document document() {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> new Document.Null();
            case VALUE_TRUE -> new Document.Bool(true);
            case VALUE_FALSE -> new Document.Bool(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Document.Numeric(parser.getDecimalValue());
            case VALUE_STRING -> new Document.Text(Utf8.requireWhole(parser.getString()));
            case START_ARRAY -> {
                List<Document> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(document());
                }
                yield new Document.Array(elements);
            }
            case START_OBJECT -> {
                Map<String, Document> members = new LinkedHashMap<>();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    if (members.put(Utf8.requireWhole(name), document()) != null) {
                        throw new SerializationException("");
                    }
                }
                yield new Document.Members(members);
            }
            case NOT_AVAILABLE, END_ARRAY, END_OBJECT, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new SerializationException("");
        };
    }

    @Override
    @SuppressWarnings("NullAway") // Elements are null in sparse lists only, as ShapeReader says.
    public <T> List<T> list(Member member, Element<T> element) {
        expect(JsonToken.START_ARRAY, "Expected list or null");
        Member elementMember = member.target().element();
        boolean sparse = member.target().traits().has(Flag.SPARSE);
        List<T> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_NULL) {
                elements.add(element.read(this, elementMember));
            } else if (sparse) {
                elements.add(null);
            } else {
                refuseNull();
            }
        }
        return Collections.unmodifiableList(elements);
    }

    @Override
    @SuppressWarnings("NullAway") // Values are null in sparse maps only, as ShapeReader says.
    public <T> Map<String, T> map(Member member, Element<T> value) {
        expect(JsonToken.START_OBJECT, "Expected map or null");
        Member valueMember = member.target().value();
        boolean sparse = member.target().traits().has(Flag.SPARSE);
        Map<String, T> entries = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (entries.containsKey(Utf8.requireWhole(name))) {
                throw new SerializationException("");
            }
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                entries.put(name, value.read(this, valueMember));
            } else if (sparse) {
                entries.put(name, null);
            } else {
                refuseNull();
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    private void refuseNull() {
        if (rules == Rules.STRICT) {
            throw new SerializationException("");
        }
    }

    private void expect(JsonToken expected, String wordsForScalars) {
        JsonToken token = parser.currentToken();
        if (token == expected) {
            return;
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            throw mismatch("");
        }
        throw new SerializationException(parser.streamReadContext().inRoot() ? "" : wordsForScalars);
    }

    private SerializationException mismatch(String target) {
        return new SerializationException(
                switch (parser.currentToken()) {
                    case START_OBJECT -> "Start of structure or map found where not expected.";
                    case START_ARRAY -> "Start of list found where not expected";
                    case VALUE_STRING -> "STRING_VALUE can not be converted to " + target;
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE can not be converted to " + target;
                    case VALUE_TRUE -> "TRUE_VALUE can not be converted to " + target;
                    case VALUE_FALSE -> "FALSE_VALUE can not be converted to " + target;
                    case null, default -> "";
                });
    }
}
