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

    static ServiceException notWithSession(String operation) {
        return CommonErrors.accessDenied("Cannot call " + operation + " with session credentials");
    }

    /// What IAM answers, without the full stop that STS sets: https://github.com/99designs/aws-vault/issues/328
    static ServiceException notWithoutMfa() {
        return CommonException.sender(
                "InvalidClientTokenId", 403, "The security token included in the request is invalid");
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
