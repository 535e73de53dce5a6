package gatehouse.identity.sts;

import gatehouse.gateway.CommonErrors;
import gatehouse.model.sts.PackedPolicyTooLargeException;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ServiceException;

/// STS's errors in AWS's words.
final class StsErrors {
    private StsErrors() {}

    static CommonException validation(String message) {
        return CommonException.sender("ValidationError", 400, message);
    }

    static CommonException invalidParameter(String message) {
        return CommonException.sender("InvalidParameterValue", 400, message);
    }

    static ServiceException rootMayNotAssume() {
        return CommonErrors.accessDenied("Roles may not be assumed by root accounts.");
    }

    static ServiceException sessionOfSession() {
        return CommonErrors.accessDenied("Cannot call GetSessionToken with session credentials");
    }

    static ServiceException mfaIncomplete() {
        return CommonErrors.accessDenied(
                "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
    }

    static ServiceException mfaRefused() {
        return CommonErrors.accessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }

    static ServiceException tagsTooLarge(int percent) {
        return new PackedPolicyTooLargeException(
                "Packed size of session tags consumes " + percent + "% of allotted space.");
    }

    static ServiceException policiesTooLarge(int percent) {
        return new PackedPolicyTooLargeException(
                "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
    }
}
