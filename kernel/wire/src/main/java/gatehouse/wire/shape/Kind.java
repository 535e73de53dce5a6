package gatehouse.wire.shape;

/// The kinds of shape that AWS's models have.
public enum Kind {
    STRUCTURE,
    UNION,
    LIST,
    MAP,
    STRING,
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
    DOCUMENT;

    /// The least value of a byte, a short or an integer; that of an integer where the kind is another.
    public int integerMin() {
        return this == BYTE ? Byte.MIN_VALUE : this == SHORT ? Short.MIN_VALUE : Integer.MIN_VALUE;
    }

    /// The greatest value of a byte, a short or an integer; that of an integer where the kind is another.
    public int integerMax() {
        return this == BYTE ? Byte.MAX_VALUE : this == SHORT ? Short.MAX_VALUE : Integer.MAX_VALUE;
    }
}
