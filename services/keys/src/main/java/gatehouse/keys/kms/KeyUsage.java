package gatehouse.keys.kms;

import gatehouse.model.kms.KeyUsageType;

/// What a key may be used for: one thing only.
public enum KeyUsage {
    ENCRYPT_DECRYPT,
    SIGN_VERIFY,
    GENERATE_VERIFY_MAC,
    KEY_AGREEMENT;

    /// AWS's word for it.
    KeyUsageType word() {
        return new KeyUsageType(name());
    }
}
