package gatehouse.keys.kms;

import static java.util.Objects.requireNonNullElse;

import gatehouse.model.kms.CreateKeyRequest;
import gatehouse.model.kms.KeyUsageType;
import gatehouse.model.kms.OriginType;

/// What kind of key a CreateKey asks for, and whether there is such a kind.
///
/// Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
record KeyCreation(KeySpec spec, KeyUsage usage, Origin origin, CreateKeyRequest in) {
    static KeyCreation of(CreateKeyRequest in) {
        KeySpec spec = KeySpec.valueOf(word(in));
        KeyUsageType usage = in.keyUsage();
        return new KeyCreation(
                spec,
                usage == null ? KeyUsage.ENCRYPT_DECRYPT : KeyUsage.valueOf(usage.value()),
                Origin.valueOf(
                        requireNonNullElse(in.origin(), OriginType.AWS_KMS).value()),
                in);
    }

    /// The key's spec, which older clients call CustomerMasterKeySpec. The model has checked that it is one.
    private static String word(CreateKeyRequest in) {
        if (in.keySpec() != null) {
            return in.keySpec().value();
        }
        return in.customerMasterKeySpec() == null
                ? KeySpec.SYMMETRIC_DEFAULT.name()
                : in.customerMasterKeySpec().value();
    }

    boolean isMultiRegion() {
        return Boolean.TRUE.equals(in.multiRegion());
    }

    /// @throws gatehouse.wire.shape.ServiceException ValidationException where the parts do not go together;
    ///     UnsupportedOperationException for a key that cannot be in a custom key store
    void check() {
        if (in.keySpec() != null && in.customerMasterKeySpec() != null) {
            throw KmsErrors.validation(
                    "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is"
                            + " deprecated.");
        }
        if (in.keyUsage() == null && !spec.hasDefaultUsage()) {
            throw KmsErrors.validation(
                    "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
        }
        if (!spec.allows(usage)) {
            throw KmsErrors.invalidUsage(usage.name(), spec.name());
        }
        boolean inStore = origin == Origin.AWS_CLOUDHSM || origin == Origin.EXTERNAL_KEY_STORE;
        if (inStore != (in.customKeyStoreId() != null)) {
            throw KmsErrors.validation("CustomKeyStoreId and the Origin AWS_CLOUDHSM or EXTERNAL_KEY_STORE must be"
                    + " specified together.");
        }
        if ((origin == Origin.EXTERNAL_KEY_STORE) != (in.xksKeyId() != null)) {
            throw KmsErrors.validation("XksKeyId and the Origin EXTERNAL_KEY_STORE must be specified together.");
        }
        if (inStore && (spec != KeySpec.SYMMETRIC_DEFAULT || isMultiRegion())) {
            throw KmsErrors.unsupportedInStore();
        }
    }
}
