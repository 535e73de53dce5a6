package gatehouse.wire.constraint;

import gatehouse.wire.shape.Shape;

public final class ConstraintChecker {
    private ConstraintChecker() {}

    public static void check(Shape s, ConstraintProfile p) {}
}
