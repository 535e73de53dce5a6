package gatehouse.wire.query;

import gatehouse.wire.codec.ScalarText;
import gatehouse.wire.codec.StrictBase64;
import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ShapeReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads shapes from a form: the parameters whose names begin with this reader's path, which stand together.
public final class QueryReader implements ShapeReader {
    private static final int INDEX_DIGITS_MAX = 9;

    private final Form form;
    private final QueryNames names;

    /// The parameters from `low` to `high` begin with the path of `pathLength` characters: they are it, or go on with
    /// a dot. The whole form has a path that would end before the first character.
    private int low;

    private int high;
    private int pathLength;

    private QueryReader(Form form, QueryNames names) {
        this.form = form;
        this.names = names;
        this.low = 0;
        this.high = form.size();
        this.pathLength = -1;
    }

    /// A reader of the whole form, whose members are named in that way.
    public static QueryReader of(Form form, QueryNames names) {
        return new QueryReader(form, names);
    }

    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        requireNoValue("Expected null");
        int outerLow = low;
        int outerHigh = high;
        int outerLength = pathLength;
        for (Member member : schema.members()) {
            if (enter(names.of(member))) {
                fields.read(builder, member, this);
                leave(outerLow, outerHigh, outerLength);
            }
        }
    }

    @Override
    public <T> List<T> list(Member member, Element<T> element) {
        requireNoValue("Unexpected list element termination");
        int outerLow = low;
        int outerHigh = high;
        int outerLength = pathLength;
        boolean mayBeEmpty = hasValue();
        String between = names.elements(member);
        Member elementMember = member.target().element();
        List<T> values = List.of();
        if (between == null || enter(between)) {
            int ofIndices = pathLength;
            int to = high;
            long[] indices = indices();
            values = new ArrayList<>(indices.length);
            for (long index : indices) {
                enterIndex((int) index, to, ofIndices);
                values.add(element.read(this, elementMember));
            }
        }
        leave(outerLow, outerHigh, outerLength);
        requireSome(values.isEmpty(), mayBeEmpty);
        return Collections.unmodifiableList(values);
    }

    @Override
    public <T> Map<String, T> map(Member member, Element<T> value) {
        requireNoValue("Unexpected map entry termination");
        int outerLow = low;
        int outerHigh = high;
        int outerLength = pathLength;
        boolean mayBeEmpty = hasValue();
        String between = names.entries(member);
        Map<String, T> values = new LinkedHashMap<>();
        if (between == null || enter(between)) {
            int ofIndices = pathLength;
            int to = high;
            for (long index : indices()) {
                enterIndex((int) index, to, ofIndices);
                entry(member.target(), value, values);
            }
        }
        leave(outerLow, outerHigh, outerLength);
        requireSome(values.isEmpty(), mayBeEmpty);
        return Collections.unmodifiableMap(values);
    }

    private <T> void entry(Schema map, Element<T> value, Map<String, T> values) {
        int entryLow = low;
        int entryHigh = high;
        int entryLength = pathLength;
        if (!enter(names.key(map))) {
            throw new SerializationException("");
        }
        String key = scalar();
        leave(entryLow, entryHigh, entryLength);
        if (!enter(names.value(map)) || values.containsKey(key)) {
            throw new SerializationException("Unexpected map entry termination");
        }
        values.put(key, value.read(this, map.value()));
    }

    /// Goes on to what is under the path and that name; false where nothing is.
    private boolean enter(String name) {
        int from = low;
        int to = high;
        if (hasValue()) {
            from++;
        }
        int first = form.first(name, pathLength + 1, from, to);
        int end = form.endOfSegment(name, pathLength + 1, first, to);
        if (first == end) {
            return false;
        }
        low = first;
        high = end;
        pathLength += 1 + name.length();
        return true;
    }

    /// Goes on to what is under the path of `ofIndices` characters and the number of the parameter `first`.
    private void enterIndex(int first, int to, int ofIndices) {
        String name = form.nameAt(first);
        int dot = name.indexOf('.', ofIndices + 1);
        low = first;
        high = form.endOfSegment(ofIndices + 1, first, to);
        pathLength = dot < 0 ? name.length() : dot;
    }

    private void leave(int outerLow, int outerHigh, int outerLength) {
        low = outerLow;
        high = outerHigh;
        pathLength = outerLength;
    }

    /// The numbers under the path in ascending order, each in the upper half, and in the lower half the first parameter
    /// that has it. Gaps don't matter.
    private long[] indices() {
        int from = hasValue() ? low + 1 : low;
        long[] indices = new long[high - from];
        int count = 0;
        for (int i = from; i < high; i = form.endOfSegment(pathLength + 1, i, high)) {
            indices[count++] = (index(form.nameAt(i), pathLength + 1) << 32) | i;
        }
        long[] found = count == indices.length ? indices : Arrays.copyOf(indices, count);
        Arrays.sort(found);
        return found;
    }

    private static long index(String name, int from) {
        int dot = name.indexOf('.', from);
        int to = dot < 0 ? name.length() : dot;
        long index = 0;
        for (int i = from; i < to; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || (digit == 0 && i == from)) {
                throw new SerializationException("Unexpected list element termination");
            }
            index = 10 * index + digit;
            if (i - from >= INDEX_DIGITS_MAX) {
                throw new SerializationException("Unexpected list element termination");
            }
        }
        if (from >= to) {
            throw new SerializationException("Unexpected list element termination");
        }
        return index;
    }

    /// A collection without elements is one only where its own parameter stands there, empty.
    private static void requireSome(boolean empty, boolean mayBeEmpty) {
        if (empty && !mayBeEmpty) {
            throw new SerializationException("Unexpected list element termination");
        }
    }

    @Override
    public String string(Member member) {
        return scalar();
    }

    @Override
    public boolean bool(Member member) {
        return ScalarText.bool(scalar().toLowerCase(Locale.ROOT));
    }

    @Override
    public int integer(Member member) {
        return ScalarText.integer(scalar(), member.target().kind());
    }

    @Override
    public long longInteger(Member member) {
        return ScalarText.longInteger(scalar());
    }

    @Override
    public float floating(Member member) {
        return ScalarText.floating(scalar());
    }

    @Override
    public double doubleFloating(Member member) {
        return ScalarText.doubleFloating(scalar());
    }

    @Override
    public BigInteger bigInteger(Member member) {
        return ScalarText.bigInteger(scalar());
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        return ScalarText.bigDecimal(scalar());
    }

    @Override
    public Instant timestamp(Member member) {
        TimestampFormat format = TimestampFormat.of(member, TimestampFormat.ISO_8601);
        return format == TimestampFormat.UNIX
                ? TimestampFormat.ofEpochSeconds(ScalarText.doubleFloating(scalar()))
                : TimestampFormat.parse(scalar(), format);
    }

    @Override
    public Blob blob(Member member) {
        return StrictBase64.decode(scalar());
    }

    /// Forms have no documents.
    @Override
    public Document document(Member member) {
        throw new SerializationException("STRING_VALUE can not be converted to a Document");
    }

    private String scalar() {
        if (!hasValue() || high - low > 1) {
            throw new SerializationException("Start of structure or map found where not expected.");
        }
        return form.valueAt(low);
    }

    private boolean hasValue() {
        return low < high && form.nameAt(low).length() == pathLength;
    }

    private void requireNoValue(String otherwise) {
        if (hasValue() && !form.valueAt(low).isEmpty()) {
            throw new SerializationException(otherwise);
        }
    }
}
