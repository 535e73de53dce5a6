package gatehouse.keys.kms;

import gatehouse.gateway.CommonErrors;
import gatehouse.model.kms.AlreadyExistsException;
import gatehouse.model.kms.DisabledException;
import gatehouse.model.kms.DryRunOperationException;
import gatehouse.model.kms.IncorrectKeyException;
import gatehouse.model.kms.InvalidArnException;
import gatehouse.model.kms.InvalidCiphertextException;
import gatehouse.model.kms.InvalidKeyUsageException;
import gatehouse.model.kms.InvalidMarkerException;
import gatehouse.model.kms.KMSInvalidStateException;
import gatehouse.model.kms.LimitExceededException;
import gatehouse.model.kms.MalformedPolicyDocumentException;
import gatehouse.model.kms.NotFoundException;
import gatehouse.model.kms.TagException;
import gatehouse.model.kms.UnsupportedOperationException;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ServiceException;
import org.jspecify.annotations.Nullable;

/// KMS's errors in KMS's words, each in one place.
final class KmsErrors {
    private KmsErrors() {}

    static ServiceException validation(String message) {
        return CommonException.sender("ValidationException", 400, message);
    }

    /// A page size above what the one operation allows.
    static ServiceException limitAbove(int limit, int max) {
        return validation("1 validation error detected: Value '" + limit + "' at 'limit' failed to satisfy constraint:"
                + " Member must have value less than or equal to " + max);
    }

    static ServiceException keyNotFound(String keyArn) {
        return new NotFoundException("Key '" + keyArn + "' does not exist");
    }

    static ServiceException invalidKeyId(String keyId) {
        return new NotFoundException("Invalid keyId '" + keyId + "'");
    }

    static ServiceException otherRegion(String region) {
        return new NotFoundException("Invalid arn " + region);
    }

    static ServiceException invalidArn(String text) {
        return new InvalidArnException("Invalid ARN '" + text + "'");
    }

    static ServiceException aliasNotFound(String aliasArn) {
        return new NotFoundException("Alias " + aliasArn + " is not found.");
    }

    static ServiceException aliasExists(String aliasArn) {
        return new AlreadyExistsException("An alias with the name " + aliasArn + " already exists");
    }

    /// Names that start with `alias/aws/` are AWS's own.
    static ServiceException aliasReserved() {
        return CommonException.sender("NotAuthorizedException", 400, null);
    }

    static ServiceException disabled(String keyArn) {
        return new DisabledException(keyArn + " is disabled.");
    }

    static ServiceException pendingDeletion(String keyArn) {
        return new KMSInvalidStateException(keyArn + " is pending deletion.");
    }

    static ServiceException notPendingDeletion(String keyArn) {
        return new KMSInvalidStateException(keyArn + " is not pending deletion.");
    }

    static ServiceException deletionWindow(int days) {
        return validation("PendingWindowInDays should be between " + KmsLimits.DELETION_WINDOW_DAYS_MIN + " and "
                + KmsLimits.DELETION_WINDOW_DAYS_MAX + ", but it is " + days);
    }

    /// KMS says nothing more, whatever is wrong with a ciphertext.
    static ServiceException invalidCiphertext() {
        return new InvalidCiphertextException(null);
    }

    static ServiceException incorrectKey() {
        return new IncorrectKeyException(
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    /// An intact ciphertext whose key is not here.
    static ServiceException unreachableKey() {
        return CommonErrors.accessDenied(
                "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or"
                        + " you are not allowed to access.");
    }

    static ServiceException invalidAlgorithm(String algorithm, KmsKey key) {
        return new InvalidKeyUsageException(
                "Algorithm " + algorithm + " is incompatible with key spec " + key.keySpec() + ".");
    }

    static ServiceException invalidUsage(String usage, String spec) {
        return validation("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
    }

    static ServiceException dryRun() {
        return new DryRunOperationException("The request would have succeeded, but the DryRun option is set.");
    }

    static ServiceException malformedPolicy(@Nullable String message) {
        return new MalformedPolicyDocumentException(message);
    }

    static ServiceException noSuchPolicy() {
        return new NotFoundException("No such policy exists");
    }

    static ServiceException tags(String message) {
        return new TagException(message);
    }

    static ServiceException limitExceeded(String message) {
        return new LimitExceededException(message);
    }

    static ServiceException invalidMarker() {
        return new InvalidMarkerException("Invalid marker");
    }

    /// Something of KMS's that is not built here; never a silent success.
    static ServiceException notBuilt(String what) {
        return new UnsupportedOperationException("Gatehouse does not support " + what + " yet. Nothing was done.");
    }
}
