package gatehouse.wire.query;

import gatehouse.wire.codec.StrictBase64;
import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ShapeReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads shapes from a Query form: the parameters whose names begin with this reader's path.
public final class QueryReader implements ShapeReader {
    private static final int NUMBER_LENGTH_MAX = 1000;

    private final Form form;
    private final String path;

    private QueryReader(Form form, String path) {
        this.form = form;
        this.path = path;
    }

    /// A reader of the whole form.
    public static QueryReader of(Form form) {
        return new QueryReader(form, "");
    }

    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        if (!path.isEmpty()) {
            requireNoValue("Expected null");
        }
        for (Member member : schema.members()) {
            QueryReader nested = nested(QueryNames.of(member));
            if (nested.isPresent()) {
                fields.read(builder, member, nested);
            }
        }
    }

    @Override
    public <T> List<T> list(Member member, Element<T> element) {
        requireNoValue("Unexpected list element termination");
        Schema schema = member.target();
        QueryReader elements = QueryNames.isFlattened(member) ? this : nested(QueryNames.element(schema));
        List<Integer> indices = indices(elements);
        List<T> values = new ArrayList<>(indices.size());
        for (int index : indices) {
            values.add(element.read(elements.nested(Integer.toString(index)), schema.element()));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public <T> Map<String, T> map(Member member, Element<T> value) {
        requireNoValue("Unexpected map entry termination");
        Schema schema = member.target();
        QueryReader entries = QueryNames.isFlattened(member) ? this : nested("entry");
        Map<String, T> values = new LinkedHashMap<>();
        for (int index : indices(entries)) {
            QueryReader entry = entries.nested(Integer.toString(index));
            String key = entry.nested(QueryNames.key(schema)).string(schema.key());
            QueryReader of = entry.nested(QueryNames.value(schema));
            if (!of.isPresent() || values.containsKey(key)) {
                throw new SerializationException("Unexpected map entry termination");
            }
            values.put(key, value.read(of, schema.value()));
        }
        return Collections.unmodifiableMap(values);
    }

    /// The indices under `elements`; none only where the parameter stands there empty, which is an empty list.
    private List<Integer> indices(QueryReader elements) {
        List<Integer> indices = form.indices(elements.path + ".");
        if (indices.isEmpty() && form.value(path) == null) {
            throw new SerializationException("Unexpected list element termination");
        }
        return indices;
    }

    @Override
    public String string(Member member) {
        return scalar();
    }

    @Override
    public boolean bool(Member member) {
        String text = scalar();
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw notA("a Boolean");
    }

    @Override
    public int integer(Member member) {
        try {
            int value = Integer.parseInt(number());
            Kind kind = member.target().kind();
            if (value >= kind.integerMin() && value <= kind.integerMax()) {
                return value;
            }
            throw notA("an Integer");
        } catch (NumberFormatException _) {
            throw notA("an Integer");
        }
    }

    @Override
    public long longInteger(Member member) {
        try {
            return Long.parseLong(number());
        } catch (NumberFormatException _) {
            throw notA("a Long");
        }
    }

    @Override
    public float floating(Member member) {
        return (float) floating("a Float");
    }

    @Override
    public double doubleFloating(Member member) {
        return floating("a Double");
    }

    private double floating(String target) {
        String text = number();
        try {
            // Java's own suffixes, as in 1f, are no part of the format.
            if (!text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1)) && !isNamed(text)) {
                throw notA(target);
            }
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw notA(target);
        }
    }

    private static boolean isNamed(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    @Override
    public BigInteger bigInteger(Member member) {
        try {
            return new BigInteger(number());
        } catch (NumberFormatException _) {
            throw notA("a BigInteger");
        }
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        try {
            return new BigDecimal(number());
        } catch (NumberFormatException _) {
            throw notA("a BigDecimal");
        }
    }

    @Override
    public Instant timestamp(Member member) {
        TimestampFormat format = TimestampFormat.of(member, TimestampFormat.ISO_8601);
        return format == TimestampFormat.UNIX
                ? TimestampFormat.ofEpochSeconds(floating("milliseconds since epoch"))
                : TimestampFormat.parse(scalar(), format);
    }

    @Override
    public Blob blob(Member member) {
        return StrictBase64.decode(scalar());
    }

    /// The Query protocol has no documents.
    @Override
    public Document document(Member member) {
        throw notA("a Document");
    }

    private String number() {
        String text = scalar();
        if (text.length() > NUMBER_LENGTH_MAX) {
            throw notA("a Number");
        }
        return text;
    }

    private String scalar() {
        if (form.hasPrefix(path + ".")) {
            throw new SerializationException("Start of structure or map found where not expected.");
        }
        @Nullable String value = form.value(path);
        if (value == null) {
            throw new SerializationException("");
        }
        return value;
    }

    private QueryReader nested(String name) {
        return new QueryReader(form, path.isEmpty() ? name : path + "." + name);
    }

    private boolean isPresent() {
        return form.value(path) != null || form.hasPrefix(path + ".");
    }

    private void requireNoValue(String otherwise) {
        @Nullable String value = form.value(path);
        if (value != null && !value.isEmpty()) {
            throw new SerializationException(otherwise);
        }
    }

    private static SerializationException notA(String target) {
        return new SerializationException("STRING_VALUE can not be converted to " + target);
    }
}
