package gatehouse.keys.kms;

import gatehouse.model.kms.OriginType;

/// Where a key's material comes from.
public enum Origin {
    AWS_KMS,
    EXTERNAL,
    AWS_CLOUDHSM,
    EXTERNAL_KEY_STORE;

    /// AWS's word for it.
    OriginType word() {
        return new OriginType(name());
    }
}
