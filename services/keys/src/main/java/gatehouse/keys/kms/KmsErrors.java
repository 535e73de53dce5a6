package gatehouse.keys.kms;

import gatehouse.gateway.CommonErrors;
import gatehouse.keys.kms.xks.XksLimits;
import gatehouse.model.kms.AlreadyExistsException;
import gatehouse.model.kms.DisabledException;
import gatehouse.model.kms.DryRunOperationException;
import gatehouse.model.kms.ExpiredImportTokenException;
import gatehouse.model.kms.IncorrectKeyException;
import gatehouse.model.kms.IncorrectKeyMaterialException;
import gatehouse.model.kms.InvalidArnException;
import gatehouse.model.kms.InvalidCiphertextException;
import gatehouse.model.kms.InvalidImportTokenException;
import gatehouse.model.kms.InvalidKeyUsageException;
import gatehouse.model.kms.InvalidMarkerException;
import gatehouse.model.kms.KMSInvalidMacException;
import gatehouse.model.kms.KMSInvalidSignatureException;
import gatehouse.model.kms.KMSInvalidStateException;
import gatehouse.model.kms.LimitExceededException;
import gatehouse.model.kms.MalformedPolicyDocumentException;
import gatehouse.model.kms.NotFoundException;
import gatehouse.model.kms.TagException;
import gatehouse.model.kms.UnsupportedOperationException;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ServiceException;

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

    static ServiceException invalidState(String keyArn, KeyState state) {
        return new KMSInvalidStateException(keyArn
                + switch (state) {
                    case PENDING_IMPORT -> " is pending import.";
                    case PENDING_DELETION -> " is pending deletion.";
                    case PENDING_REPLICA_DELETION -> " is pending replica deletion.";
                    case UNAVAILABLE -> " is unavailable.";
                    case ENABLED, DISABLED -> " is " + state.word().value() + ".";
                });
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

    /// A key that is for something else.
    static ServiceException otherUsage(KmsKey key, String operation) {
        return new InvalidKeyUsageException(
                key.arn() + " key usage is " + key.keyUsage() + " which is not valid for " + operation + ".");
    }

    static ServiceException plaintextTooLarge(String algorithm, KeySpec spec, int bytesMax) {
        return validation("Algorithm " + algorithm + " and key spec " + spec + " cannot encrypt data larger than "
                + bytesMax + " bytes.");
    }

    static ServiceException digestLength(String algorithm) {
        return validation("Digest is invalid length for algorithm " + algorithm + ".");
    }

    /// KMS says nothing more, whatever is wrong with a signature.
    static ServiceException invalidSignature() {
        return new KMSInvalidSignatureException(null);
    }

    /// KMS says nothing more, whatever is wrong with the other party's public key.
    static ServiceException invalidPeerKey() {
        return CommonException.sender("ValidationException", 400, null);
    }

    static ServiceException invalidMac() {
        return new KMSInvalidMacException(null);
    }

    /// An operation that keys of this spec cannot do at all. KMS says nothing more.
    static ServiceException unsupportedSpec() {
        return new UnsupportedOperationException(null);
    }

    /// An operation for keys of another origin.
    static ServiceException otherOrigin(KmsKey key) {
        return new UnsupportedOperationException(
                key.arn() + " origin is " + key.origin() + " which is not valid for this operation.");
    }

    /// An operation that is the primary key's.
    static ServiceException notPrimary(KmsKey key) {
        return new UnsupportedOperationException(key.arn() + " is not a multi-Region primary key.");
    }

    static ServiceException replicaExists(KmsKey key, String region) {
        return new AlreadyExistsException(
                "A key with ARN " + KmsKey.arn(region, key.account(), key.keyId()) + " already exists.");
    }

    static ServiceException wrappingAlgorithm(String algorithm) {
        return new UnsupportedOperationException("KMS does not support the wrapping algorithm " + algorithm + ".");
    }

    static ServiceException wrapping(String algorithm, String wrappingSpec, KeySpec spec) {
        return validation("Wrapping algorithm " + algorithm + " and wrapping key spec " + wrappingSpec
                + " cannot be used to import a " + spec + " key.");
    }

    static ServiceException invalidImportToken() {
        return new InvalidImportTokenException(null);
    }

    static ServiceException expiredImportToken() {
        return new ExpiredImportTokenException(null);
    }

    static ServiceException wrappedSize() {
        return validation("Invalid encrypted key size.");
    }

    static ServiceException incorrectMaterial(String message) {
        return new IncorrectKeyMaterialException(message);
    }

    static ServiceException rotationPending(KmsKey key, String newMaterialId, String pendingMaterialId) {
        return new KMSInvalidStateException("New key material (id: " + newMaterialId
                + ") cannot be imported into KMS key " + key.arn() + ", because another key material (id: "
                + pendingMaterialId + ") is pending rotation.");
    }

    static ServiceException unsupportedInStore() {
        return new UnsupportedOperationException(
                "Only symmetric encryption KMS keys of a single Region can be in a custom key store.");
    }

    static ServiceException contextTooLongForProxy(int bytes) {
        return validation("EncryptionContext has " + bytes + " bytes with its lengths; at most "
                + XksLimits.AAD_BYTES_MAX + " are allowed for KMS keys in external key stores");
    }

    static ServiceException nothingToRotateTo(KmsKey key) {
        return new KMSInvalidStateException(
                "No available key material pending rotation for the key: " + key.arn() + ".");
    }

    static ServiceException invalidUsage(String usage, String spec) {
        return validation("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
    }

    static ServiceException dryRun() {
        return new DryRunOperationException("The request would have succeeded, but the DryRun option is set.");
    }

    static ServiceException malformedPolicy(MalformedPolicyException e) {
        return switch (e.flaw()) {
            case NO_PRINCIPAL -> new MalformedPolicyDocumentException("Policy contains a statement with no principal.");
            case INVALID_PRINCIPAL -> invalidPolicyPrincipal();
            case INVALID_ARN -> invalidPolicyArn();
            case OTHER -> new MalformedPolicyDocumentException(e.getMessage());
        };
    }

    static ServiceException invalidPolicyPrincipal() {
        return new MalformedPolicyDocumentException("Policy contains a statement with one or more invalid principals.");
    }

    static ServiceException policyLocksOut() {
        return new MalformedPolicyDocumentException(
                "The new key policy will not allow you to update the key policy in the future.");
    }

    static ServiceException invalidPolicyArn() {
        return new InvalidArnException("An ARN in the specified key policy is invalid.");
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
