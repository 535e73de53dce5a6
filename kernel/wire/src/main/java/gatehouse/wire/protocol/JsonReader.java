package gatehouse.wire.protocol;

import gatehouse.wire.protocol.JsonTokens.Token;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.Traits.Flag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads shapes from the bodies of AWS's JSON protocols.
///
/// Stricter than JSON where a request could mean two things: members given twice, bytes after the end, and text
/// that is not UTF-8 are refused. The words of errors are those of AWS's services; broken syntax has none.
public final class JsonReader implements ShapeReader {
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final JsonTokens tokens;

    private JsonReader(JsonTokens tokens) {
        this.tokens = tokens;
    }

    /// Reads a whole body; an empty one is an empty structure.
    ///
    /// @throws SerializationException where it is not JSON, or not of that shape
    public static <T> T read(byte[] body, Function<ShapeReader, T> shape) {
        Utf8.require(body);
        JsonTokens tokens = new JsonTokens(body.length == 0 ? EMPTY_OBJECT : body);
        tokens.value();
        T value = shape.apply(new JsonReader(tokens));
        tokens.end();
        return value;
    }

    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        expect(Token.START_OBJECT, "Expected null");
        BitSet seen = new BitSet(schema.members().size());
        for (String name = tokens.name(); name != null; name = tokens.name()) {
            Token value = tokens.value();
            Member member = schema.memberOnWire(name);
            if (member == null || value == Token.NULL) {
                tokens.skip();
                continue;
            }
            if (seen.get(member.index())) {
                throw new SerializationException("");
            }
            seen.set(member.index());
            fields.read(builder, member, this);
        }
    }

    @Override
    public String string(Member member) {
        if (tokens.token() != Token.STRING) {
            throw mismatch("a String");
        }
        return tokens.wholeText();
    }

    @Override
    public boolean bool(Member member) {
        Token token = tokens.token();
        if (token != Token.TRUE && token != Token.FALSE) {
            throw mismatch("a Boolean");
        }
        return token == Token.TRUE;
    }

    @Override
    public int integer(Member member) {
        return (int) integral("an Integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public long longInteger(Member member) {
        return integral("a Long", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /// A whole number; of a number with a fraction AWS's services take the whole part.
    private long integral(String target, long min, long max) {
        if (tokens.token() == Token.INTEGER) {
            Long value = tokens.integer();
            if (value != null && value >= min && value <= max) {
                return value;
            }
        } else if (tokens.token() == Token.FRACTION) {
            double value = Double.parseDouble(tokens.text());
            if (value >= min && value <= max) {
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
        if (Float.isInfinite(value) && tokens.token() != Token.STRING) {
            throw mismatch(target);
        }
        return value;
    }

    private double floating(String target) {
        Token token = tokens.token();
        if (token == Token.STRING) {
            return switch (tokens.text()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw mismatch(target);
            };
        }
        boolean number = token == Token.INTEGER || token == Token.FRACTION;
        double value = number ? Double.parseDouble(tokens.text()) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw mismatch(target);
        }
        return value;
    }

    @Override
    public BigInteger bigInteger(Member member) {
        if (tokens.token() != Token.INTEGER) {
            throw mismatch("a BigInteger");
        }
        return new BigInteger(tokens.text());
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        Token token = tokens.token();
        if (token != Token.INTEGER && token != Token.FRACTION) {
            throw mismatch("a BigDecimal");
        }
        return tokens.decimal();
    }

    @Override
    public Instant timestamp(Member member) {
        TimestampFormat format = TimestampFormat.of(member, TimestampFormat.UNIX);
        Token token = tokens.token();
        if (format != TimestampFormat.UNIX && token == Token.STRING) {
            return TimestampFormat.parse(tokens.text(), format);
        }
        if (token != Token.INTEGER && token != Token.FRACTION) {
            throw mismatch("milliseconds since epoch");
        }
        return TimestampFormat.ofEpochSeconds(Double.parseDouble(tokens.text()));
    }

    @Override
    public Blob blob(Member member) {
        if (tokens.token() != Token.STRING) {
            throw mismatch("a Blob");
        }
        return tokens.blob();
    }

    @Override
    public Document document(Member member) {
        return document();
    }

    private Document document() {
        return switch (tokens.token()) {
            case NULL -> new Document.Null();
            case TRUE -> new Document.Bool(true);
            case FALSE -> new Document.Bool(false);
            case INTEGER, FRACTION -> new Document.Numeric(tokens.decimal());
            case STRING -> new Document.Text(tokens.wholeText());
            case START_ARRAY -> {
                List<Document> elements = new ArrayList<>();
                while (tokens.element()) {
                    elements.add(document());
                }
                yield new Document.Array(elements);
            }
            case START_OBJECT -> {
                Map<String, Document> members = new LinkedHashMap<>();
                for (String name = tokens.name(); name != null; name = tokens.name()) {
                    tokens.value();
                    if (members.put(Utf8.requireWhole(name), document()) != null) {
                        throw new SerializationException("");
                    }
                }
                yield new Document.Members(members);
            }
            case END_ARRAY, END_OBJECT -> throw new SerializationException("");
        };
    }

    @Override
    @SuppressWarnings("NullAway") // Elements are null in sparse lists only, as ShapeReader says.
    public <T> List<T> list(Member member, Element<T> element) {
        expect(Token.START_ARRAY, "Expected list or null");
        Member elementMember = member.target().element();
        boolean sparse = member.target().traits().has(Flag.SPARSE);
        List<T> elements = new ArrayList<>();
        while (tokens.element()) {
            if (tokens.token() != Token.NULL) {
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
        expect(Token.START_OBJECT, "Expected map or null");
        Member valueMember = member.target().value();
        boolean sparse = member.target().traits().has(Flag.SPARSE);
        Map<String, T> entries = new LinkedHashMap<>();
        for (String name = tokens.name(); name != null; name = tokens.name()) {
            if (entries.containsKey(Utf8.requireWhole(name))) {
                throw new SerializationException("");
            }
            if (tokens.value() != Token.NULL) {
                entries.put(name, value.read(this, valueMember));
            } else if (sparse) {
                entries.put(name, null);
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    private void expect(Token expected, String wordsForScalars) {
        Token token = tokens.token();
        if (token == expected) {
            return;
        }
        if (token == Token.START_OBJECT || token == Token.START_ARRAY) {
            throw mismatch("");
        }
        throw new SerializationException(tokens.inRoot() ? "" : wordsForScalars);
    }

    private SerializationException mismatch(String target) {
        return new SerializationException(
                switch (tokens.token()) {
                    case START_OBJECT -> "Start of structure or map found where not expected.";
                    case START_ARRAY -> "Start of list found where not expected";
                    case STRING -> "STRING_VALUE can not be converted to " + target;
                    case INTEGER, FRACTION -> "NUMBER_VALUE can not be converted to " + target;
                    case TRUE -> "TRUE_VALUE can not be converted to " + target;
                    case FALSE -> "FALSE_VALUE can not be converted to " + target;
                    case null, default -> "";
                });
    }
}
