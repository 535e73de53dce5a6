package gatehouse.wire.sample;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits.Flag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A structure of any schema, by its members' names.
public record Values(Schema schema, Map<String, Object> members) implements Shape {
    public Values {
        members = Map.copyOf(members);
    }

    public static Values of(Schema schema, Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Values(schema, members);
    }

    public static Values read(Schema schema, ShapeReader in) {
        Map<String, Object> members = new LinkedHashMap<>();
        in.structure(schema, members, (all, member, reader) -> all.put(member.name(), value(reader, member)));
        return new Values(schema, members);
    }

    private static Object value(ShapeReader in, Member member) {
        return switch (member.target().kind()) {
            case STRUCTURE, UNION -> read(member.target(), in);
            case LIST -> in.list(member, Values::value);
            case MAP -> in.map(member, Values::value);
            case STRING -> in.string(member);
            case BOOLEAN -> in.bool(member);
            case BYTE, SHORT, INTEGER -> in.integer(member);
            case LONG -> in.longInteger(member);
            case FLOAT -> in.floating(member);
            case DOUBLE -> in.doubleFloating(member);
            case BIG_INTEGER -> in.bigInteger(member);
            case BIG_DECIMAL -> in.bigDecimal(member);
            case TIMESTAMP -> in.timestamp(member);
            case BLOB -> isStream(member) ? in.dataStream(member) : in.blob(member);
            case DOCUMENT -> in.document(member);
        };
    }

    @Override
    public void writeMembers(ShapeWriter out) {
        schema.members().forEach(member -> write(out, member, members.get(member.name())));
    }

    @SuppressWarnings("unchecked") // The member's kind says what its value is.
    private static void write(ShapeWriter out, Member member, @Nullable Object value) {
        switch (member.target().kind()) {
            case STRUCTURE, UNION -> out.structure(member, (Values) value);
            case LIST -> out.list(member, (List<Object>) value, Values::write);
            case MAP -> out.map(member, (Map<String, Object>) value, Values::write);
            case STRING -> out.string(member, (String) value);
            case BOOLEAN -> out.bool(member, (Boolean) value);
            case BYTE, SHORT, INTEGER -> out.integer(member, (Integer) value);
            case LONG -> out.longInteger(member, (Long) value);
            case FLOAT -> out.floating(member, (Float) value);
            case DOUBLE -> out.doubleFloating(member, (Double) value);
            case BIG_INTEGER -> out.bigInteger(member, (BigInteger) value);
            case BIG_DECIMAL -> out.bigDecimal(member, (BigDecimal) value);
            case TIMESTAMP -> out.timestamp(member, (Instant) value);
            case BLOB -> {
                if (isStream(member)) {
                    out.dataStream(member, (DataStream) value);
                } else {
                    out.blob(member, (Blob) value);
                }
            }
            case DOCUMENT -> out.document(member, (Document) value);
        }
    }

    private static boolean isStream(Member member) {
        return member.target().traits().has(Flag.STREAMING);
    }
}
