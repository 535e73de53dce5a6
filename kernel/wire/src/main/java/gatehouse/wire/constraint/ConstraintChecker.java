package gatehouse.wire.constraint;

import gatehouse.wire.constraint.ConstraintProfile.Form;
import gatehouse.wire.constraint.Violations.Place;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits.Flag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks an input against its model's constraints: required members, lengths, ranges, patterns and enums.
///
/// Patterns are tried only on values whose length fits. Elements of lists and maps are answered for by the
/// collection, as AWS does. An input without violations costs little more than the walk through its members.
public final class ConstraintChecker implements ShapeWriter {
    private final Violations violations;
    private final InputPath path = new InputPath();
    private Schema container;

    /// Whether the value offered next stands in a collection and is no member of a structure.
    private boolean element;

    /// Set while simple elements of a collection are tried: then nothing is reported, only remembered.
    private boolean trying;

    private boolean failed;

    private ConstraintChecker(Schema container, Violations violations) {
        this.container = container;
        this.violations = violations;
    }

    /// Checks an operation's input.
    ///
    /// @throws gatehouse.wire.shape.CommonException with the profile's code and all violations
    /// @throws ValidationException where the profile says the violations field by field
    public static void check(Shape input, String operation, ConstraintProfile profile) {
        if (profile.form() == Form.FIELDS) {
            FieldChecker.check(input, operation, profile);
            return;
        }
        Violations violations = new Violations(operation, profile);
        input.writeMembers(new ConstraintChecker(input.schema(), violations));
        violations.throwIfAny();
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        if (value == null) {
            absent(member);
            return;
        }
        Schema outer = container;
        boolean outerElement = element;
        path.push(step(member));
        container = value.schema();
        element = false;
        value.writeMembers(this);
        container = outer;
        element = outerElement;
        path.pop();
    }

    @Override
    public void string(Member member, @Nullable String value) {
        if (value == null) {
            absent(member);
        } else if (!member.target().constraints().isEmpty()) {
            text(member, member.target(), value);
        }
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        requirePresent(member, value);
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        number(member, value);
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        number(member, value);
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        number(member, value);
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        number(member, value);
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        number(member, value);
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        number(member, value);
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        requirePresent(member, value);
    }

    @Override
    public void document(Member member, @Nullable Document value) {
        requirePresent(member, value);
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        if (value == null) {
            absent(member);
        } else if (!lengthFits(member.target().constraints(), value.size())) {
            String shown = "java.nio.HeapByteBuffer[pos=0 lim=" + value.size() + " cap=" + value.size() + "]";
            length(member, value.size(), shown);
        }
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> write) {
        if (values == null) {
            absent(member);
            return;
        }
        Schema schema = member.target();
        if (!lengthFits(schema.constraints(), values.size())) {
            length(member, values.size(), ConstraintWords.shown(values));
        }
        Member each = schema.element();
        if (isSimple(each)) {
            if (!each.target().constraints().isEmpty() && !allFit(values, each, write)) {
                String words = "Member must satisfy constraint: " + ConstraintWords.all(each.target());
                report(member, ConstraintKind.PATTERN, ConstraintWords.shown(values), words);
            }
            return;
        }
        boolean outer = enter(member);
        int position = 0;
        for (var iterator = values.iterator(); iterator.hasNext(); ) {
            path.push(++position);
            write.write(this, each, iterator.next());
            path.pop();
        }
        leave(outer);
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> write) {
        if (values == null) {
            absent(member);
            return;
        }
        Schema schema = member.target();
        if (!lengthFits(schema.constraints(), values.size())) {
            length(member, values.size(), ConstraintWords.shown(values));
        }
        Member key = schema.key();
        if (!key.target().constraints().isEmpty() && !allFit(values.keySet(), key, ShapeWriter::string)) {
            String words = "Map keys must satisfy constraint: " + ConstraintWords.all(key.target());
            report(member, ConstraintKind.PATTERN, ConstraintWords.shown(values), words);
        }
        Member each = schema.value();
        if (isSimple(each)) {
            if (!each.target().constraints().isEmpty() && !allFit(values.values(), each, write)) {
                String words = "Map value must satisfy constraint: " + ConstraintWords.all(each.target());
                report(member, ConstraintKind.PATTERN, ConstraintWords.shown(values), words);
            }
            return;
        }
        boolean outer = enter(member);
        for (Map.Entry<String, T> entry : values.entrySet()) {
            path.push(entry.getKey());
            write.write(this, each, entry.getValue());
            path.pop();
        }
        leave(outer);
    }

    private boolean enter(Member member) {
        boolean outer = element;
        path.push(step(member));
        element = true;
        return outer;
    }

    private void leave(boolean outer) {
        element = outer;
        path.pop();
    }

    private static boolean isSimple(Member element) {
        return switch (element.target().kind()) {
            case STRUCTURE, UNION, LIST, MAP -> false;
            case STRING,
                    BOOLEAN,
                    BYTE,
                    SHORT,
                    INTEGER,
                    LONG,
                    FLOAT,
                    DOUBLE,
                    BIG_INTEGER,
                    BIG_DECIMAL,
                    TIMESTAMP,
                    BLOB,
                    DOCUMENT -> true;
        };
    }

    private <T extends @Nullable Object> boolean allFit(Iterable<T> values, Member each, Element<T> write) {
        trying = true;
        failed = false;
        for (var iterator = values.iterator(); iterator.hasNext() && !failed; ) {
            write.write(this, each, iterator.next());
        }
        trying = false;
        return !failed;
    }

    private void text(Member member, Schema schema, String value) {
        Constraints constraints = schema.constraints();
        int characters = value.codePointCount(0, value.length());
        boolean fits = lengthFits(constraints, characters);
        if (!fits) {
            length(member, characters, ConstraintWords.shown(value));
        }
        String pattern = constraints.pattern();
        // A value too long for its length has not earned the pattern's time.
        boolean tooLong = constraints.max() != null && characters > constraints.max();
        if (pattern != null && !tooLong && !ValuePattern.of(schema, pattern).matches(value)) {
            String words = ConstraintWords.pattern(pattern);
            report(member, ConstraintKind.PATTERN, ConstraintWords.shown(value), words);
        }
        if (!constraints.enumValues().isEmpty() && !constraints.enumValues().contains(value)) {
            String words = ConstraintWords.enumeration(constraints.enumValues());
            report(member, ConstraintKind.ENUM, ConstraintWords.shown(value), words);
        }
    }

    private void number(Member member, @Nullable Number value) {
        if (value == null) {
            absent(member);
            return;
        }
        Constraints constraints = member.target().constraints();
        Number max = constraints.greatest();
        if (max != null && compare(value, max) > 0) {
            report(member, ConstraintKind.RANGE, value.toString(), ConstraintWords.valueMax(max));
        }
        Number min = constraints.least();
        if (min != null && compare(value, min) < 0) {
            report(member, ConstraintKind.RANGE, value.toString(), ConstraintWords.valueMin(min));
        }
    }

    /// Compares a number with a bound, which is a `Long` or a `BigDecimal`.
    static int compare(Number value, Number bound) {
        if (bound instanceof Long whole) {
            long limit = whole;
            return switch (value) {
                case Integer number -> Long.compare(number, limit);
                case Long number -> Long.compare(number, limit);
                case BigInteger number -> number.compareTo(BigInteger.valueOf(limit));
                case BigDecimal number -> number.compareTo(BigDecimal.valueOf(limit));
                default -> Double.compare(value.doubleValue(), (double) limit);
            };
        }
        return value instanceof Float || value instanceof Double
                ? Double.compare(value.doubleValue(), bound.doubleValue())
                : new BigDecimal(value.toString()).compareTo(new BigDecimal(bound.toString()));
    }

    static boolean lengthFits(Constraints constraints, int length) {
        Long min = constraints.min();
        Long max = constraints.max();
        return (min == null || length >= min) && (max == null || length <= max);
    }

    private void length(Member member, int length, String shown) {
        Constraints constraints = member.target().constraints();
        Long max = constraints.max();
        if (max != null && length > max) {
            report(member, ConstraintKind.LENGTH, shown, ConstraintWords.lengthMax(max));
        }
        Long min = constraints.min();
        if (min != null && length < min) {
            report(member, ConstraintKind.LENGTH, shown, ConstraintWords.lengthMin(min));
        }
    }

    private void requirePresent(Member member, @Nullable Object value) {
        if (value == null) {
            absent(member);
        }
    }

    private void absent(Member member) {
        if (member.traits().has(Flag.REQUIRED)) {
            report(member, ConstraintKind.REQUIRED, null, ConstraintWords.REQUIRED);
        }
    }

    private void report(Member member, ConstraintKind kind, @Nullable String shown, String words) {
        if (trying) {
            failed = true;
        } else {
            violations.add(new Place(container, path, member, step(member)), kind, shown, words);
        }
    }

    private Object step(Member member) {
        return element ? InputPath.ELEMENT : member;
    }
}
