package gatehouse.wire.shape;

/// A value of a modelled structure or union: immutable, and able to write itself.
public interface Shape {
    /// The shape's schema: the same object for every value of the type.
    Schema schema();

    /// Offers every member, present or not (`null`), to `out`, in the model's order.
    void writeMembers(ShapeWriter out);
}
