package gatehouse.keys.kms;

import gatehouse.gateway.CommonErrors;
import gatehouse.model.kms.InvalidArnException;
import gatehouse.model.kms.InvalidGrantIdException;
import gatehouse.model.kms.InvalidGrantTokenException;
import gatehouse.model.kms.NotFoundException;
import gatehouse.wire.shape.ServiceException;

/// KMS's errors about grants, each in one place.
final class GrantErrors {
    private GrantErrors() {}

    static ServiceException invalidPrincipal(String principal) {
        return new InvalidArnException("ARN does not refer to a valid principal: " + principal);
    }

    static ServiceException oneGrantee() {
        return KmsErrors.validation(
                "You must specify either GranteePrincipal or GranteeServicePrincipal, but not both.");
    }

    static ServiceException oneRetiring() {
        return KmsErrors.validation(
                "You can specify either RetiringPrincipal or RetiringServicePrincipal, but not both.");
    }

    /// What a grant to a service must have.
    static ServiceException incompleteServiceGrant() {
        return KmsErrors.validation(
                "When you specify a GranteeServicePrincipal, you must also specify a SourceArn grant"
                        + " constraint, and either a RetiringPrincipal or a RetiringServicePrincipal.");
    }

    static ServiceException noOperations() {
        return KmsErrors.validation("Operations must contain at least one operation.");
    }

    static ServiceException onlyCreateGrant() {
        return KmsErrors.validation("Grants must not contain only the CreateGrant operation.");
    }

    static ServiceException unsupportedOperation(String operation, KmsKey key) {
        return KmsErrors.validation("Operation " + operation + " is not supported on a KMS key with KeySpec "
                + key.keySpec() + " and KeyUsage " + key.keyUsage() + ".");
    }

    static ServiceException twoConstraints() {
        return KmsErrors.validation("More than one constraint supplied");
    }

    static ServiceException constraintTooLarge() {
        return KmsErrors.limitExceeded("A grant constraint can have up to " + KmsLimits.CONSTRAINT_PAIRS_MAX
                + " encryption context pairs and " + KmsLimits.CONSTRAINT_CHARS_MAX + " characters.");
    }

    static ServiceException constraintUnsupported(KmsKey key) {
        return KmsErrors.validation("Encryption context grant constraints are not supported on a KMS key with KeySpec "
                + key.keySpec() + ".");
    }

    static ServiceException tooManyGrants(KmsKey key, int max) {
        return KmsErrors.limitExceeded(
                "The key " + key.arn() + " has " + max + " grants, the most that a key may have.");
    }

    static ServiceException notFound(String grantId) {
        return new NotFoundException("Grant ID " + grantId + " not found");
    }

    static ServiceException invalidId(String grantId) {
        return new InvalidGrantIdException("Invalid grant ID '" + grantId + "'");
    }

    static ServiceException invalidToken() {
        return new InvalidGrantTokenException("Invalid grant token");
    }

    static ServiceException tokenOrId() {
        return KmsErrors.validation("Specify either a grant token, or a grant ID and a key ID.");
    }

    /// Filters that only callers in a service principal have.
    static ServiceException onlyForServices(String member) {
        return CommonErrors.accessDenied(member + " can only be used by callers in a service principal.");
    }
}
