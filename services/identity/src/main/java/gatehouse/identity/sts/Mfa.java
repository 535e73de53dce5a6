package gatehouse.identity.sts;

import gatehouse.gateway.Call;
import gatehouse.identity.iam.MfaCodes;
import gatehouse.identity.iam.MfaDevice;
import org.jspecify.annotations.Nullable;

/// The second factor in a request.
final class Mfa {
    private final MfaCodes codes;

    Mfa(MfaCodes codes) {
        this.codes = codes;
    }

    /// The device whose code was given, after its use: it is to be stored, so that the code does not count again. Null
    /// where no factor is given.
    ///
    /// @throws gatehouse.wire.shape.ServiceException AccessDenied, where the factor is incomplete or wrong
    @Nullable
    MfaDevice check(Call call, @Nullable String serialNumber, @Nullable String tokenCode) {
        if (serialNumber == null && tokenCode == null) {
            return null;
        }
        if (serialNumber == null || tokenCode == null) {
            throw StsErrors.mfaIncomplete();
        }
        MfaDevice used = codes.accept(call.view(), call.caller(), serialNumber, tokenCode, call.now());
        if (used == null) {
            throw StsErrors.mfaRefused();
        }
        return used;
    }
}
