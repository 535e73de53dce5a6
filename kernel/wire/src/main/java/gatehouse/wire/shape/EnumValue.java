package gatehouse.wire.shape;

/// A value of a modelled enum. Values that the model does not know are kept as they came: models grow.
public interface EnumValue {
    /// The word on the wire.
    String value();

    /// Whether the model names this value.
    boolean isKnown();
}
