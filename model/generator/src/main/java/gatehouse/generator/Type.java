package gatehouse.generator;

import java.util.Locale;

/// A kind of shape, with the Java type of its values and the method of `ShapeReader` and `ShapeWriter` that carries
/// it. Collections and structures are composed in [TypeCode].
enum Type {
    STRUCTURE("", "structure"),
    UNION("", "structure"),
    LIST("List", "list"),
    MAP("Map", "map"),
    STRING("String", "string"),
    BOOLEAN("Boolean", "bool"),
    BYTE("Integer", "integer"),
    SHORT("Integer", "integer"),
    INTEGER("Integer", "integer"),
    LONG("Long", "longInteger"),
    FLOAT("Float", "floating"),
    DOUBLE("Double", "doubleFloating"),
    BIG_INTEGER("BigInteger", "bigInteger"),
    BIG_DECIMAL("BigDecimal", "bigDecimal"),
    TIMESTAMP("Instant", "timestamp"),
    BLOB("Blob", "blob"),
    DOCUMENT("Document", "document"),
    /// A blob where it is streamed.
    DATA_STREAM("DataStream", "dataStream"),
    /// A union of events where it is streamed.
    EVENT_STREAM("EventStream", "eventStream");

    private final String javaType;
    private final String accessor;

    Type(String javaType, String accessor) {
        this.javaType = javaType;
        this.accessor = accessor;
    }

    String javaType() {
        return javaType;
    }

    String accessor() {
        return accessor;
    }

    boolean isStructural() {
        return this == STRUCTURE || this == UNION;
    }

    /// The type of that name in a model. Throws [IllegalArgumentException] for a name that no model has.
    static Type ofModel(String name) {
        return switch (name) {
            case "character" -> STRING;
            case "biginteger" -> BIG_INTEGER;
            case "bigdecimal" -> BIG_DECIMAL;
            default -> valueOf(name.toUpperCase(Locale.ROOT));
        };
    }
}
