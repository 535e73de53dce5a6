package gatehouse.wire.constraint;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.constraint.ValidationException.Field;
import gatehouse.wire.json.JsonWriter;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks an input as the services do that AWS generates from Smithy models: each value is answered for by itself, and
/// no value is shown.
final class FieldChecker implements ShapeWriter {
    private static final int VIOLATIONS_MAX = 10;
    private static final int TYPICAL_BYTES = 64;

    private final String operation;
    private final ConstraintProfile profile;
    private final FieldPath path = new FieldPath();
    private final List<Field> fields = new ArrayList<>();
    private Schema container;

    /// Whether the value offered next stands in a collection, whose position or key is in the path already.
    private boolean element;

    private FieldChecker(Schema container, String operation, ConstraintProfile profile) {
        this.container = container;
        this.operation = operation;
        this.profile = profile;
    }

    /// As [ConstraintChecker#check].
    static void check(Shape input, String operation, ConstraintProfile profile) {
        FieldChecker checker = new FieldChecker(input.schema(), operation, profile);
        input.writeMembers(checker);
        checker.throwIfAny();
    }

    private void throwIfAny() {
        if (fields.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder();
        message.append(fields.size()).append(fields.size() == 1 ? " validation error" : " validation errors");
        message.append(" detected. ");
        for (int i = 0; i < fields.size(); i++) {
            message.append(i == 0 ? "" : "; ").append(fields.get(i).message());
        }
        throw new ValidationException(profile.errorCode(), message.toString(), fields);
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        if (value == null) {
            absent(member);
            return;
        }
        Schema outer = container;
        boolean outerElement = enter(member);
        container = value.schema();
        element = false;
        value.writeMembers(this);
        container = outer;
        leave(outerElement);
    }

    @Override
    public void string(Member member, @Nullable String value) {
        if (value == null) {
            absent(member);
            return;
        }
        Constraints constraints = member.target().constraints();
        if (constraints.isEmpty()) {
            return;
        }
        boolean outer = enter(member);
        text(member, value);
        leave(outer);
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
            return;
        }
        boolean outer = enter(member);
        length(member, member.target(), value.size());
        leave(outer);
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> write) {
        if (values == null) {
            absent(member);
            return;
        }
        Schema schema = member.target();
        boolean outer = enter(member);
        length(member, schema, values.size());
        if (schema.traits().has(Flag.UNIQUE_ITEMS) && !areUnique(values, schema.element(), write)) {
            report(member, ConstraintKind.UNIQUE, "Value", "Member must have unique values");
        }
        element = true;
        int position = 0;
        for (var iterator = values.iterator(); iterator.hasNext() && fields.size() < VIOLATIONS_MAX; ) {
            path.push(position++);
            write.write(this, schema.element(), iterator.next());
            path.pop();
        }
        leave(outer);
    }

    /// Elements are compared as the text that they have in JSON, which sorts, whatever the sender made them of.
    private static <T extends @Nullable Object> boolean areUnique(List<T> values, Member each, Element<T> write) {
        Set<String> seen = HashSet.newHashSet(values.size());
        for (var iterator = values.iterator(); iterator.hasNext(); ) {
            GrowableBytes text = new GrowableBytes(TYPICAL_BYTES);
            write.write(JsonWriter.ofValue(new JsonBuffer(text)), each, iterator.next());
            if (!seen.add(text.utf8())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> write) {
        if (values == null) {
            absent(member);
            return;
        }
        Schema schema = member.target();
        boolean outer = enter(member);
        length(member, schema, values.size());
        boolean keysAreFree = schema.key().target().constraints().isEmpty();
        element = true;
        for (Map.Entry<String, T> entry : values.entrySet()) {
            if (fields.size() >= VIOLATIONS_MAX) {
                break;
            }
            if (!keysAreFree) {
                // The map answers for its keys.
                text(schema.key(), entry.getKey());
            }
            path.push(entry.getKey());
            write.write(this, schema.value(), entry.getValue());
            path.pop();
        }
        leave(outer);
    }

    private boolean enter(Member member) {
        boolean outer = element;
        if (!outer) {
            path.push(member);
        }
        return outer;
    }

    private void leave(boolean outer) {
        element = outer;
        if (!outer) {
            path.pop();
        }
    }

    private void text(Member member, String value) {
        Schema schema = member.target();
        Constraints constraints = schema.constraints();
        int characters = value.codePointCount(0, value.length());
        length(member, schema, characters);
        String pattern = constraints.pattern();
        boolean tooLong = constraints.max() != null && characters > constraints.max();
        if (pattern != null && !tooLong && !ValuePattern.of(schema, pattern).matches(value)) {
            report(member, ConstraintKind.PATTERN, "Value", ConstraintWords.pattern(pattern));
        }
        List<String> words = constraints.enumValues();
        if (!words.isEmpty() && !words.contains(value)) {
            report(member, ConstraintKind.ENUM, "Value", ConstraintWords.enumeration(words));
        }
    }

    private void length(Member member, Schema schema, int length) {
        Constraints constraints = schema.constraints();
        if (!ConstraintChecker.lengthFits(constraints, length)) {
            Long min = constraints.min();
            Long max = constraints.max();
            String words = min != null && max != null
                    ? "Member must have length between " + min + " and " + max + ", inclusive"
                    : max != null ? ConstraintWords.lengthMax(max) : ConstraintWords.lengthMin(min == null ? 0 : min);
            report(member, ConstraintKind.LENGTH, "Value with length " + length, words);
        }
    }

    private void number(Member member, @Nullable Number value) {
        if (value == null) {
            absent(member);
            return;
        }
        Number min = member.target().constraints().least();
        Number max = member.target().constraints().greatest();
        boolean fits = (min == null || ConstraintChecker.compare(value, min) >= 0)
                && (max == null || ConstraintChecker.compare(value, max) <= 0);
        if (!fits) {
            boolean outer = enter(member);
            String words = min != null && max != null
                    ? "between " + min + " and " + max + ", inclusive"
                    : max != null ? "less than or equal to " + max : "greater than or equal to " + min;
            report(member, ConstraintKind.RANGE, "Value", "Member must be " + words);
            leave(outer);
        }
    }

    private void requirePresent(Member member, @Nullable Object value) {
        if (value == null) {
            absent(member);
        }
    }

    private void absent(Member member) {
        if (member.traits().has(Flag.REQUIRED)) {
            boolean outer = enter(member);
            report(member, ConstraintKind.REQUIRED, "Value", ConstraintWords.REQUIRED);
            leave(outer);
        }
    }

    private void report(Member member, ConstraintKind kind, String value, String words) {
        boolean off = profile.isOff(container.name() + "$" + member.name(), operation + "." + path.pattern(), kind);
        if (!off && fields.size() < VIOLATIONS_MAX) {
            String pointer = path.pointer();
            fields.add(new Field(pointer, value + " at '" + pointer + "' failed to satisfy constraint: " + words));
        }
    }
}
