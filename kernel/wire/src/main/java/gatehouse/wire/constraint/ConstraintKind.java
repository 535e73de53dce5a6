package gatehouse.wire.constraint;

/// The kinds of constraint that models have.
enum ConstraintKind {
    REQUIRED("#required"),
    LENGTH("#length"),
    RANGE("#range"),
    PATTERN("#pattern"),
    ENUM("#enum"),
    UNIQUE("#unique");

    private final String suffix;

    ConstraintKind(String suffix) {
        this.suffix = suffix;
    }

    /// How a profile names the kind.
    String suffix() {
        return suffix;
    }
}
