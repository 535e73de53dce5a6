package gatehouse.generator;

import static gatehouse.generator.Text.fill;

/// The Java expressions for values of each type: how they are named, copied, written and read.
final class TypeCode {
    private final Plan plan;

    TypeCode(Plan plan) {
        this.plan = plan;
    }

    ShapeDef shape(MemberDef member) {
        return plan.model().shape(member.target());
    }

    /// How a structure's member is carried: what its shape is, unless it is streamed.
    Type carried(MemberDef member) {
        ShapeDef shape = shape(member);
        if (shape.is("eventstream")) {
            return Type.EVENT_STREAM;
        }
        return plan.model().isStreamedBlob(member) ? Type.DATA_STREAM : shape.type();
    }

    /// The Java type of a member's values.
    String javaType(MemberDef member) {
        ShapeDef shape = shape(member);
        Type carried = carried(member);
        if (carried == Type.EVENT_STREAM) {
            return "EventStream<" + plan.classOf(shape.name()).javaName() + ">";
        }
        if (carried == Type.DATA_STREAM) {
            return carried.javaType();
        }
        if (Plan.hasClass(shape)) {
            return plan.classOf(shape.name()).javaName();
        }
        return switch (shape.type()) {
            case LIST -> "List<" + javaType(shape.element()) + ">";
            case MAP -> "Map<String, " + javaType(shape.element()) + ">";
            default -> shape.type().javaType();
        };
    }

    boolean isCollection(MemberDef member) {
        Type type = shape(member).type();
        return type == Type.LIST || type == Type.MAP;
    }

    /// An unmodifiable copy of the collection `value`, which may be null.
    String copy(MemberDef member, String value) {
        return copy(member, value, 1);
    }

    private String copy(MemberDef member, String value, int depth) {
        ShapeDef shape = shape(member);
        String method = (shape.is("sparse") ? "sparse" : "") + (shape.type() == Type.LIST ? "List" : "Map");
        String name = Character.toLowerCase(method.charAt(0)) + method.substring(1);
        if (!isCollection(shape.element())) {
            return fill("Copies.%s(%s)", name, value);
        }
        String element = "e" + depth;
        return fill("Copies.%s(%s, %s -> %s)", name, value, element, copy(shape.element(), element, depth + 1));
    }

    /// A statement that offers `value` to the writer `out` as `member`.
    String write(MemberDef member, String constant, String value) {
        ShapeDef shape = shape(member);
        String offered = shape.isEnum() ? fill("%1$s == null ? null : %1$s.value()", value) : value;
        String element = isCollection(member) ? ", " + elementWriter(shape.element(), shape.is("sparse"), 1) : "";
        return fill("out.%s(%s, %s%s);", carried(member).accessor(), constant, offered, element);
    }

    private String elementWriter(MemberDef element, boolean sparse, int depth) {
        ShapeDef shape = shape(element);
        String accessor = shape.type().accessor();
        if (isCollection(element)) {
            return fill(
                    "(o%1$d, m%1$d, v%1$d) -> o%1$d.%2$s(m%1$d, v%1$d, %3$s)",
                    depth, accessor, elementWriter(shape.element(), shape.is("sparse"), depth + 1));
        }
        if (shape.isEnum()) {
            return fill("(o, m, v) -> o.string(m, %sv.value())", sparse ? "v == null ? null : " : "");
        }
        return "ShapeWriter::" + accessor;
    }

    /// An expression that reads a member's value from the reader `in`.
    String read(MemberDef member) {
        ShapeDef shape = shape(member);
        if (isCollection(member)) {
            return fill("in.%s(member, %s)", shape.type().accessor(), elementReader(shape.element(), 1));
        }
        return switch (carried(member)) {
            case DATA_STREAM -> "in.dataStream(member)";
            case EVENT_STREAM -> fill("in.eventStream(member, (i, m) -> %s)", readOne(shape, "i", "m"));
            default -> readOne(shape, "in", "member");
        };
    }

    private String elementReader(MemberDef element, int depth) {
        ShapeDef shape = shape(element);
        String accessor = shape.type().accessor();
        if (isCollection(element)) {
            return fill(
                    "(i%1$d, m%1$d) -> i%1$d.%2$s(m%1$d, %3$s)",
                    depth, accessor, elementReader(shape.element(), depth + 1));
        }
        return Plan.hasClass(shape) ? "(i, m) -> " + readOne(shape, "i", "m") : "ShapeReader::" + accessor;
    }

    private String readOne(ShapeDef shape, String reader, String member) {
        if (shape.type().isStructural()) {
            return fill("%s.read(%s)", plan.classOf(shape.name()).javaName(), reader);
        }
        String value = fill("%s.%s(%s)", reader, shape.type().accessor(), member);
        return shape.isEnum() ? fill("new %s(%s)", plan.classOf(shape.name()).javaName(), value) : value;
    }

    /// Whether nothing of a member's value may be printed.
    boolean isSensitive(MemberDef member) {
        ShapeDef shape = shape(member);
        boolean self = ShapeDef.says(member.facts(), "sensitive") || shape.is("sensitive");
        return self || (isCollection(member) && shape.members().stream().anyMatch(this::isSensitive));
    }
}
