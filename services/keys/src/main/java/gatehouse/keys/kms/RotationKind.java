package gatehouse.keys.kms;

import gatehouse.model.kms.RotationType;

/// What made a generation of material the current one.
public enum RotationKind {
    AUTOMATIC,
    ON_DEMAND;

    /// AWS's word for it.
    RotationType word() {
        return new RotationType(name());
    }
}
