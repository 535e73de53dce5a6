package gatehouse.identity.sts;

import org.jspecify.annotations.Nullable;

/// The second factor in a request. There are no MFA devices yet, so no code is ever right.
final class Mfa {
    private Mfa() {}

    /// @throws gatehouse.wire.shape.ServiceException AccessDenied, where any factor is given
    static void check(@Nullable String serialNumber, @Nullable String tokenCode) {
        if (serialNumber == null && tokenCode == null) {
            return;
        }
        throw serialNumber == null || tokenCode == null ? StsErrors.mfaIncomplete() : StsErrors.mfaRefused();
    }
}
