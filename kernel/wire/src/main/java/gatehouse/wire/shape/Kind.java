package gatehouse.wire.shape;

/// The kinds of shape that AWS's models have.
public enum Kind {
    STRUCTURE,
    UNION,
    LIST,
    MAP,
    STRING,
    BOOLEAN,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    BIG_INTEGER,
    BIG_DECIMAL,
    TIMESTAMP,
    BLOB,
    DOCUMENT
}
