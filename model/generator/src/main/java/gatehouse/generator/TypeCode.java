package gatehouse.generator;

/// The Java expressions for values of each type: how they are named, copied, written and read.
final class TypeCode {
    private final Plan plan;

    TypeCode(Plan plan) {
        this.plan = plan;
    }

    private ShapeDef shape(MemberDef member) {
        return plan.model().shape(member.target());
    }

    /// The Java type of a member's values.
    String javaType(MemberDef member) {
        ShapeDef shape = shape(member);
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
            return "Copies.%s(%s)".formatted(name, value);
        }
        String element = "e" + depth;
        return "Copies.%s(%s, %s -> %s)".formatted(name, value, element, copy(shape.element(), element, depth + 1));
    }

    /// A statement that offers `value` to the writer `out` as `member`.
    String write(MemberDef member, String constant, String value) {
        ShapeDef shape = shape(member);
        String offered = shape.isEnum() ? "%1$s == null ? null : %1$s.value()".formatted(value) : value;
        String element = isCollection(member) ? ", " + elementWriter(shape.element(), shape.is("sparse"), 1) : "";
        return "out.%s(%s, %s%s);".formatted(shape.type().accessor(), constant, offered, element);
    }

    private String elementWriter(MemberDef element, boolean sparse, int depth) {
        ShapeDef shape = shape(element);
        String accessor = shape.type().accessor();
        if (isCollection(element)) {
            return "(o%1$d, m%1$d, v%1$d) -> o%1$d.%2$s(m%1$d, v%1$d, %3$s)"
                    .formatted(depth, accessor, elementWriter(shape.element(), shape.is("sparse"), depth + 1));
        }
        if (shape.isEnum()) {
            return "(o, m, v) -> o.string(m, %sv.value())".formatted(sparse ? "v == null ? null : " : "");
        }
        return "ShapeWriter::" + accessor;
    }

    /// An expression that reads a member's value from the reader `in`.
    String read(MemberDef member) {
        ShapeDef shape = shape(member);
        if (isCollection(member)) {
            return "in.%s(member, %s)".formatted(shape.type().accessor(), elementReader(shape.element(), 1));
        }
        return readOne(shape, "in", "member");
    }

    private String elementReader(MemberDef element, int depth) {
        ShapeDef shape = shape(element);
        String accessor = shape.type().accessor();
        if (isCollection(element)) {
            return "(i%1$d, m%1$d) -> i%1$d.%2$s(m%1$d, %3$s)"
                    .formatted(depth, accessor, elementReader(shape.element(), depth + 1));
        }
        return Plan.hasClass(shape) ? "(i, m) -> " + readOne(shape, "i", "m") : "ShapeReader::" + accessor;
    }

    private String readOne(ShapeDef shape, String reader, String member) {
        if (shape.type().isStructural()) {
            return "%s.read(%s)".formatted(plan.classOf(shape.name()).javaName(), reader);
        }
        String value = "%s.%s(%s)".formatted(reader, shape.type().accessor(), member);
        return shape.isEnum()
                ? "new %s(%s)".formatted(plan.classOf(shape.name()).javaName(), value)
                : value;
    }

    /// Whether nothing of a member's value may be printed.
    boolean isSensitive(MemberDef member) {
        ShapeDef shape = shape(member);
        boolean self = ShapeDef.says(member.facts(), "sensitive") || shape.is("sensitive");
        return self || (isCollection(member) && shape.members().stream().anyMatch(this::isSensitive));
    }
}
